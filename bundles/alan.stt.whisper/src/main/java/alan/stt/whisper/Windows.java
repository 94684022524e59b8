package alan.stt.whisper;

import java.util.Arrays;

/**
 * Cuts a recording into the windows that Whisper hears: 30 s each, the next one from where the last sentence of the one before it
 * ended.
 *
 * <p>whisper.cpp can do so by itself, but then it holds the spectrum and the energy of the whole recording (an hour takes 700
 * MB), and gives its one thread to that recording for as long.
 *
 * <p>What was said in one window is not told to the model before the next: it would improve names and spelling a little, and in
 * recordings that repeat themselves the model would fall into a loop (50 equal sentences became 54; without it they are 50).
 */
final class Windows {
    /** Samples a ms. */
    private static final int PER_MS = 16;

    private static final int LENGTH = 30_000 * PER_MS;

    /** whisper.cpp refuses a second or less. */
    private static final int SHORTEST = 1_200 * PER_MS;

    /**
     * A rest as short as this is left out, as whisper.cpp does: there is hardly a word in it, and the model would make one up.
     */
    private static final int REST = 1_000 * PER_MS;

    /** However little was understood, the next window begins so much later; else the same might be heard for ever. */
    private static final int SMALLEST_STEP = 500 * PER_MS;

    /** About -66 dB of full scale. Whisper makes words up from silence. */
    private static final float SILENCE = 0.0005f;

    private final float[] samples;
    private int from;

    /** @param samples of the recording, at 16 kHz */
    Windows(float[] samples) {
        this.samples = samples;
        skipSilence();
    }

    /** {@return whether there is anything left to hear} */
    boolean hasNext() {
        return from < samples.length && (from == 0 || samples.length - from > REST);
    }

    /** {@return whether this window is the whole recording} */
    boolean only() {
        return from == 0 && samples.length <= LENGTH;
    }

    /** {@return where the window begins, from the start of the recording, in ms} */
    long startMs() {
        return from / PER_MS;
    }

    /** {@return how long its sound is, in ms} */
    long lengthMs() {
        return Math.min(samples.length - from, LENGTH) / PER_MS;
    }

    /** {@return a copy of the window's samples, padded with silence if it is too short, without anything that is not a number} */
    float[] samples() {
        float[] window = Arrays.copyOfRange(samples, from, Math.min(samples.length, from + LENGTH));
        for (int i = 0; i < window.length; i++) {
            if (!Float.isFinite(window[i])) {
                window[i] = 0;
            }
        }
        return window.length < SHORTEST ? Arrays.copyOf(window, SHORTEST) : window;
    }

    /**
     * Goes on to the next window.
     *
     * @param endMs where what was understood ends, from the start of this window, in ms; -1 if nothing was
     */
    void advance(long endMs) {
        long step = endMs < 0 ? LENGTH : Math.min(LENGTH, Math.max(SMALLEST_STEP, endMs * PER_MS));
        from = (int) Math.min(samples.length, from + step);
        skipSilence();
    }

    private void skipSilence() {
        while (from < samples.length && silent(from, Math.min(samples.length, from + LENGTH))) {
            from = Math.min(samples.length, from + LENGTH);
        }
    }

    private boolean silent(int begin, int end) {
        for (int i = begin; i < end; i++) {
            // Written so that what is not a number counts as silence.
            if (Math.abs(samples[i]) > SILENCE) {
                return false;
            }
        }
        return true;
    }
}
