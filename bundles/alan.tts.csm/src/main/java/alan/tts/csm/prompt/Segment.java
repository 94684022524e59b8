package alan.tts.csm.prompt;

import java.util.List;

/**
 * One turn of what a model is shown: a speaker's text, and how it sounded.
 *
 * @param tokens ids of its text, with the token that begins it and the one that ends it
 * @param frames codes of its sound, each of as many as the model has codebooks; empty for the turn that is to be spoken
 */
public record Segment(int[] tokens, List<int[]> frames) {
    /** {@return positions that it takes: its text, its frames, and the frame of zeros that ends a sound} */
    public int positions() {
        return tokens.length + (frames.isEmpty() ? 0 : frames.size() + 1);
    }
}
