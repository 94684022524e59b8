package alan.listen.wake;

import java.nio.FloatBuffer;

/**
 * Cuts a stream of sound, which comes in blocks of any size, into frames of 80 ms, each with the end of the one before: a line of the spectrum needs
 * samples from both. The values are those of 16-bit samples, as the reference implementation has them.
 */
final class Frames {
    /** Samples of a frame. */
    static final int FRAME = 1_280;

    /** Samples of the frame before that come with a frame: the three steps of 10 ms by which a line of the spectrum, 512 samples wide, reaches back. */
    static final int CONTEXT = 480;

    private static final float FULL_SCALE = 32_768;

    private final FloatBuffer samples = Direct.floats(CONTEXT + FRAME);
    private int filled;
    private long frames;

    /**
     * Takes samples until a frame is full.
     *
     * @param block samples from -1 to 1
     * @param from the first that was not taken yet
     * @return the sample after the last one that was taken: the block's length, unless a frame is full before
     */
    int take(float[] block, int from) {
        if (filled == FRAME) {
            for (int i = 0; i < CONTEXT; i++) {
                samples.put(i, samples.get(FRAME + i));
            }
            filled = 0;
        }
        int to = from + Math.min(FRAME - filled, block.length - from);
        for (int i = from; i < to; i++) {
            samples.put(CONTEXT + filled, sixteenBits(block[i]));
            filled++;
        }
        if (filled == FRAME) {
            frames++;
        }
        return to;
    }

    private static float sixteenBits(float sample) {
        // A sample that is no number would spoil all that follows it for a second.
        float finite = Float.isFinite(sample) ? sample : 0;
        return Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(finite * FULL_SCALE)));
    }

    /** {@return whether there is a frame that {@link #samples} has not given yet to whoever asks after each {@link #take}} */
    boolean full() {
        return filled == FRAME;
    }

    /** {@return the full frame with its context, which is silence for the stream's first} Valid until the next {@link #take}. */
    FloatBuffer samples() {
        return samples;
    }

    /** {@return how many frames have been full} */
    long count() {
        return frames;
    }
}
