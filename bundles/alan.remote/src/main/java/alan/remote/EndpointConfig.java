package alan.remote;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A file {@code config/alan.remote-NAME.cfg}: one server. What it serves follows from which models are set. */
@ObjectClassDefinition(name = "Alan: remote endpoint", description = "A server with the HTTP API of OpenAI.")
public @interface EndpointConfig {
    /** More would only make a person wait for a server that is not there. */
    int MOST_RETRIES = 5;
    /** The longest context that open models are trained for; more is a mistyped number. */
    int MOST_CONTEXT = 1 << 20;
    /** Name of a key that must not be there. */
    String MISPLACED = "Misplaced key";
    /** What to write instead. */
    String NO_KEY = "A server's key must not stand in this file: use key.env or key.file.";

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

    /** {@return order in which endpoints are tried} Any number orders, so it has no bounds. */
    @AttributeDefinition(name = "Rank", description = "Order in which endpoints of a kind are tried, the lowest first.")
    int rank() default 0;

    /** {@return seconds for a connection; systems themselves give up after two minutes or so} */
    @AttributeDefinition(name = "Time to connect", description = "Seconds within which a connection must be there, 1 to 300.", min = "1", max = "300")
    int connect_timeout_s() default 5;

    /** {@return seconds to the first token or byte; nobody waits for more than an hour} */
    @AttributeDefinition(name = "Time to the first token",
            description = "Seconds to the first token or sound, 1 to 3600; for a transcription, the length of the sound is added.",
            min = "1", max = "3600")
    int first_timeout_s() default 60;

    /** {@return seconds between tokens or bytes} */
    @AttributeDefinition(name = "Time between tokens", description = "Seconds that an answer may pause, 1 to 3600.", min = "1", max = "3600")
    int idle_timeout_s() default 30;

    /** {@return how often a request is repeated} */
    @AttributeDefinition(name = "Retries",
            description = "How often a request is repeated that failed before its first token: no connection, or the statuses 408, 429 and 5xx;"
                    + " 0 to 5.",
            min = "0", max = "" + MOST_RETRIES)
    int retries() default 1;

    /** {@return tokens that the chat model takes; {@link SettingsCheck} wants it to be enough for a conversation} */
    @AttributeDefinition(name = "Context length",
            description = "Tokens that a conversation and its answer may have together, 256 or more; 0 to ask the server, and 4096 if it"
                    + " does not tell.",
            min = "0", max = "" + MOST_CONTEXT)
    int context_length() default 0;

    // The keys below are known only so that whoever writes one is told by SettingsCheck where it belongs, and not that it is unknown.
    // They have no default, since Declarative Services would give it to every endpoint as a property.

    /** {@return nothing: no key may stand in the file} */
    @AttributeDefinition(name = MISPLACED, description = NO_KEY, required = false, type = AttributeType.PASSWORD)
    String key();

    /** {@return nothing, likewise: {@code api.key}} */
    @AttributeDefinition(name = MISPLACED, description = NO_KEY, required = false, type = AttributeType.PASSWORD)
    String api_key();

    /** {@return nothing, likewise: {@code api_key}} */
    @AttributeDefinition(name = MISPLACED, description = NO_KEY, required = false, type = AttributeType.PASSWORD)
    String api__key();

    /** {@return nothing, likewise: {@code api-key}} */
    @AttributeDefinition(name = MISPLACED, description = NO_KEY, required = false, type = AttributeType.PASSWORD)
    String api$_$key();

    /** {@return nothing, likewise} */
    @AttributeDefinition(name = MISPLACED, description = NO_KEY, required = false, type = AttributeType.PASSWORD)
    String apikey();

    /** {@return nothing, likewise} */
    @AttributeDefinition(name = MISPLACED, description = NO_KEY, required = false, type = AttributeType.PASSWORD)
    String apiKey();

    /** {@return nothing, likewise} */
    @AttributeDefinition(name = MISPLACED, description = NO_KEY, required = false, type = AttributeType.PASSWORD)
    String token();

    /** {@return nothing, likewise} */
    @AttributeDefinition(name = MISPLACED, description = NO_KEY, required = false, type = AttributeType.PASSWORD)
    String secret();

    /** {@return nothing, likewise} */
    @AttributeDefinition(name = MISPLACED, description = NO_KEY, required = false, type = AttributeType.PASSWORD)
    String password();
}
