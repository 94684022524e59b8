package alan.api.tts;

import java.util.Map;
import java.util.Objects;

/**
 * What to say and how.
 *
 * @param text plain text: no markup, no emoji
 * @param engine name of the engine that is to speak ({@code csm}, {@code csm/onnx}); {@code null} for the chosen one. Engines need not look at it
 * @param voice a voice's name; {@code null} for the engine's default in that language
 * @param language ISO 639-1; {@code null} for the voice's own
 * @param options what only some engines know ({@code speed}, {@code speaker}, {@code seed}); unknown ones are ignored
 * @param context what is heard before it, for an engine with a {@link TextToSpeech#window}
 */
public record SpeechRequest(
        String text, String engine, String voice, String language, Map<String, String> options, SpeechContext context) {

    /** Checks that there is a text. */
    public SpeechRequest {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(context, "context");
        options = Map.copyOf(options);
    }

    /** A text that is spoken as if nothing had been said before. */
    public SpeechRequest(String text, String engine, String voice, String language, Map<String, String> options) {
        this(text, engine, voice, language, options, SpeechContext.NONE);
    }

    /** {@return a request with nothing but a text} @param text plain text */
    public static SpeechRequest of(String text) {
        return new SpeechRequest(text, null, null, null, Map.of());
    }
}
