package alan.api.tts;

import java.util.List;

/**
 * What an engine that speaks as it is shown hears before a text. Other engines do not look at it.
 *
 * @param voice samples of the voice that is to speak, in their order; empty for a voice of the engine's own
 * @param conversation what was said before, the oldest first; an engine takes as many of the newest as it has room for
 */
public record SpeechContext(List<Sample> voice, List<Sample> conversation) {
    /** Nothing. */
    public static final SpeechContext NONE = new SpeechContext(List.of(), List.of());

    /** Copies the lists. */
    public SpeechContext {
        voice = List.copyOf(voice);
        conversation = List.copyOf(conversation);
    }
}
