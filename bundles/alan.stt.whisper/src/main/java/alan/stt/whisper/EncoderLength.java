package alan.stt.whisper;

/**
 * How much of its window of 30 s the encoder looks at, in positions of 20 ms: whisper.cpp's {@code audio_ctx}. Its work grows faster than its length. Whisper has learned from whole windows, and
 * becomes inexact when it hears little more than the sound itself.
 */
final class EncoderLength {
    /** Of the whole window, for which whisper.cpp wants a zero. */
    private static final int WHOLE_WINDOW = 1500;

    /** Samples a position. */
    private static final int PER_POSITION = 320;

    /** Lengths are multiples of it. */
    private static final int STEP = 64;

    /** The least to hear words in: about ten seconds. */
    private static final int LEAST_TO_HEAR = 512;

    private EncoderLength() {}

    /** {@return enough to tell the language: the sound and a second of the silence after it; 0 for the whole window} @param samples of the window */
    static int toDetect(int samples) {
        return length(samples, 50, 0);
    }

    /** {@return enough to understand every word, nearly always: the sound and two seconds after it; 0 for the whole window} @param samples of the window */
    static int toHear(int samples) {
        return length(samples, 100, LEAST_TO_HEAR);
    }

    private static int length(int samples, int more, int least) {
        int positions = Math.max(least, (samples / PER_POSITION + more + STEP - 1) / STEP * STEP);
        return positions >= WHOLE_WINDOW ? 0 : positions;
    }
}
