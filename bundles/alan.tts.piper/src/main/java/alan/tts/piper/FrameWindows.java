package alan.tts.piper;

import java.util.Arrays;

/**
 * Cuts the frames of a sentence into windows that are decoded one after the other: a short one first, so that something is heard soon, and each twice as long as the one before, so that it is
 * there when that has been played, on a machine that needs half as long for a sound as it lasts.
 *
 * <p>Each is decoded with its neighbours, as many as the decoder can see: then it is, up to rounding, what the whole would have been.
 */
final class FrameWindows {
    /** Of a network that gives no frames. */
    static final FrameWindows NONE = new FrameWindows(0);

    /** Frames; 0.28 s of the voices of 22 kHz. */
    private static final int FIRST = 24;

    /** Frames that the decoder of a voice of high quality sees at each side; those of the others see 10. */
    private static final int SEEN = 14;

    private final int count;
    private int at;
    private int size = FIRST;

    /** @param count of frames */
    FrameWindows(int count) {
        this.count = count;
    }

    /** {@return whether the last window was given} */
    boolean atEnd() {
        return at >= count;
    }

    /** {@return the next window} */
    Window next() {
        // What would be left over would be shorter than its neighbours.
        int to = count - at - size < FIRST ? count : at + size;
        Window window = new Window(count, at, to, Math.max(0, at - SEEN), Math.min(count, to + SEEN));
        at = to;
        size *= 2;
        return window;
    }

    /**
     * Some of the frames.
     *
     * @param count of all frames
     * @param from the first that is wanted
     * @param to after the last
     * @param seenFrom the first that is decoded
     * @param seenTo after the last
     */
    record Window(int count, int from, int to, int seenFrom, int seenTo) {
        /** {@return how many are decoded} */
        int length() {
            return seenTo - seenFrom;
        }

        /** {@return what is decoded: [channels, {@link #length}]} @param frames all: [channels, count] */
        float[] of(float[] frames, int channels) {
            float[] some = new float[channels * length()];
            for (int channel = 0; channel < channels; channel++) {
                System.arraycopy(frames, channel * count + seenFrom, some, channel * length(), length());
            }
            return some;
        }

        /** {@return the sound of those that are wanted} @param sound of those that were decoded; a whole number of samples each */
        float[] cut(float[] sound) {
            int samples = sound.length / length();
            return Arrays.copyOfRange(sound, (from - seenFrom) * samples, (to - seenFrom) * samples);
        }
    }
}
