package alan.remote;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A file {@code config/alan.remote-NAME.cfg}: one server. What it serves follows from which models are set. */
@ObjectClassDefinition(name = "Alan: remote endpoint", description = "A server with the HTTP API of OpenAI.")
public @interface EndpointConfig {
    /** {@return base address, with or without {@code /v1}} */
    @AttributeDefinition(name = "Address", description = "Base address, with or without /v1: http://192.168.1.20:8080.")
    String url() default "";

    /** {@return model that answers; empty for none} */
    @AttributeDefinition(name = "Chat model", description = "Model that answers, as the server calls it; empty if it serves none.", required = false)
    String chat_model() default "";

    /** {@return model that speaks; empty for none} */
    @AttributeDefinition(name = "Speech model", description = "Model that speaks, as the server calls it; empty if it serves none.", required = false)
    String speech_model() default "";

    /** {@return voice for languages that {@link #speech_voices} does not name} */
    @AttributeDefinition(name = "Voice", description = "Voice for the languages that speech.voices does not name.", required = false)
    String speech_voice() default "";

    /** {@return voices by language} */
    @AttributeDefinition(name = "Voices by language", description = "Voices by language: es: ef_dora, en: af_heart.", required = false)
    String speech_voices() default "";

    /** {@return {@code wav} or {@code pcm}} */
    @AttributeDefinition(name = "Format of speech", description = "wav, or pcm (16-bit, mono, without a header) for servers that have no wav.")
    String speech_format() default "wav";

    /** {@return sample rate of pcm in Hz} */
    @AttributeDefinition(name = "Rate of speech", description = "Sample rate of pcm, in Hz; a wav says its own.", min = "8000", max = "192000")
    int speech_rate() default 24_000;

    /** {@return model that transcribes; empty for none} */
    @AttributeDefinition(name = "Transcription model", description = "Model that transcribes, as the server calls it; empty if it serves none.",
            required = false)
    String transcription_model() default "";

    /** {@return languages that its models know; empty for any} */
    @AttributeDefinition(name = "Languages", description = "Languages that its models know, such as es, en; empty for any.", required = false)
    String languages() default "";

    /** {@return environment variable that holds the key} */
    @AttributeDefinition(name = "Key in the environment", description = "Name of the environment variable that holds the server's key.",
            required = false)
    String key_env() default "";

    /** {@return file that holds the key} */
    @AttributeDefinition(name = "Key in a file",
            description = "File that holds the server's key and nothing else; a relative path starts at config/.",
            required = false)
    String key_file() default "";

    /** {@return order in which endpoints are tried} */
    @AttributeDefinition(name = "Rank", description = "Order in which endpoints of a kind are tried, the lowest first.")
    int rank() default 0;

    /** {@return seconds for a connection} */
    @AttributeDefinition(name = "Time to connect", description = "Seconds within which a connection must be there.", min = "1")
    int connect_timeout_s() default 5;

    /** {@return seconds to the first token or byte} */
    @AttributeDefinition(name = "Time to the first token",
            description = "Seconds to the first token or sound; for a transcription, the length of the sound is added.", min = "1")
    int first_timeout_s() default 60;

    /** {@return seconds between tokens or bytes} */
    @AttributeDefinition(name = "Time between tokens", description = "Seconds that an answer may pause.", min = "1")
    int idle_timeout_s() default 30;

    /** {@return how often a request is repeated} */
    @AttributeDefinition(name = "Retries",
            description = "How often a request is repeated that failed before its first token: no connection, or the statuses 408, 429 and 5xx.", min = "0")
    int retries() default 1;

    /** {@return tokens that the chat model takes} */
    @AttributeDefinition(name = "Context length",
            description = "Tokens that a conversation and its answer may have together; 0 to ask the server, and 4096 if it does not tell.", min = "0")
    int context_length() default 0;
}
