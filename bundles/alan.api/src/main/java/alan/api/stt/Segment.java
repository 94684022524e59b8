package alan.api.stt;

import java.util.List;

/**
 * A stretch of a transcript, about a sentence.
 *
 * @param text with its leading space, as the model wrote it
 * @param startMs from the start of the utterance, in ms
 * @param endMs likewise
 * @param words in order
 */
public record Segment(String text, long startMs, long endMs, List<Word> words) {
    /**
     * One word (or sign) of a segment.
     *
     * @param text without spaces around it
     * @param startMs from the start of the utterance, in ms
     * @param endMs likewise
     * @param probability the mean of its tokens' probabilities, 0 to 1
     */
    public record Word(String text, long startMs, long endMs, double probability) {}
}
