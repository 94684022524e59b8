package alan.listen;

/**
 * Turns the probabilities of windows into beginnings and ends of speech, with the hysteresis of Silero's {@code
 * get_speech_timestamps}: speech begins
 * with a window at the threshold, and ends at the first window below the release from which on no window reaches the threshold
 * for the length of a silence.
 */
final class SpeechGate {
    private final ListenSettings settings;
    private final int silence;
    private int window = -1;
    private int begin = -1;
    private int pause = -1;
    private int end = -1;

    /**
     * @param settings thresholds
     * @param silence how many windows of silence end speech
     */
    SpeechGate(ListenSettings settings, int silence) {
        this.settings = settings;
        this.silence = silence;
    }

    /**
     * Takes the next window.
     *
     * @param probability that it is speech
     * @return whether speech has just ended; {@link #begin} and {@link #end} then say where
     */
    boolean ends(float probability) {
        window++;
        if (probability >= settings.threshold()) {
            if (begin < 0) {
                begin = window;
            }
            pause = -1;
        } else if (begin >= 0) {
            if (probability < settings.release() && pause < 0) {
                pause = window;
            }
            if (pause >= 0 && window - pause >= silence) {
                end = pause;
                return true;
            }
        }
        return false;
    }

    /** {@return whether somebody speaks, or has only just stopped} */
    boolean speaking() {
        return begin >= 0;
    }

    /** {@return the first window of speech} */
    int begin() {
        return begin;
    }

    /** {@return the window after the last of speech, once it has ended; else where it would end now} */
    int end() {
        return end >= 0 ? end : pause >= 0 ? pause : window + 1;
    }

    /** {@return whether the speech was long enough to be some} */
    boolean longEnough() {
        return end() - begin >= settings.minSpeech();
    }

    /** Speech has ended; waits for the next. */
    void reset() {
        begin = -1;
        pause = -1;
        end = -1;
    }

    /**
     * Speech goes on, but counts from a later window.
     *
     * @param from the new begin
     */
    void restart(int from) {
        begin = from;
        pause = pause < 0 ? -1 : Math.max(pause, from);
        end = -1;
    }
}
