package alan.api.voice;

import alan.api.text.Text;
import alan.api.tts.Sample;
import java.util.List;

/**
 * What a model is shown of a voice.
 *
 * @param segments in the order in which it is shown them
 * @param positions that they take of the model's window
 * @param seconds of sound
 */
public record ContextChoice(List<Chosen> segments, int positions, double seconds) {
    /**
     * A segment.
     *
     * @param segment which
     * @param reason why it was chosen
     */
    public record Chosen(VoiceSegment segment, Text reason) {}

    /**
     * The chosen segments with their sound.
     *
     * @param choice which and why
     * @param samples of speaker 0, in the same order
     */
    public record Samples(ContextChoice choice, List<Sample> samples) {}

    /** Copies the list. */
    public ContextChoice {
        segments = List.copyOf(segments);
    }
}
