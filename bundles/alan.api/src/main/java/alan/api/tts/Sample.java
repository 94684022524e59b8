package alan.api.tts;

import alan.api.audio.Pcm;
import java.util.Objects;

/**
 * Something that somebody said, and how it sounded.
 *
 * @param speaker number of who said it, as an engine tells speakers apart: the voice that is to speak is 0
 * @param text what was said
 * @param sound how, any rate
 */
public record Sample(int speaker, String text, Pcm sound) {
    /** Checks that nothing is missing. */
    public Sample {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(sound, "sound");
    }
}
