package alan.api.voice;

import java.util.List;

/**
 * A stretch of a voice's recording, about a sentence.
 *
 * @param number from 1, as people name it
 * @param text what is said in it
 * @param language of the text, ISO 639-1
 * @param seconds of its sound
 * @param doubtful words of the text that were heard without certainty, and that nobody has looked at since
 * @param snr how far its speech is above its noise, in dB
 */
public record VoiceSegment(int number, String text, String language, double seconds, List<String> doubtful, double snr) {
    /** Copies the list. */
    public VoiceSegment {
        doubtful = List.copyOf(doubtful);
    }
}
