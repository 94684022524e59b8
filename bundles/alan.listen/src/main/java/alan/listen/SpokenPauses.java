package alan.listen;

import alan.api.AlanException;
import alan.api.listen.VoiceActivity.Pauses;

/** Measures the silence after speech, in the same windows and with the same thresholds as {@link Stretches}. */
final class SpokenPauses implements Pauses {
    private static final int WINDOW = SileroModel.WINDOW;

    private final SpeechProbability probability;
    private final SpeechGate gate;
    private final float[] window = new float[WINDOW];
    /** Samples of the window that have come. */
    private int filled;
    /** Whole windows so far, and the one after the last of speech. */
    private int windows;

    private int spokenTo;
    private boolean spoken;

    /**
     * @param probability tells speech
     * @param settings thresholds and lengths
     */
    SpokenPauses(SpeechProbability probability, ListenSettings settings) {
        this.probability = probability;
        this.gate = new SpeechGate(settings, settings.minSilence());
    }

    @Override
    public int hear(float[] block) throws AlanException {
        for (int from = 0; from < block.length; ) {
            int count = Math.min(block.length - from, WINDOW - filled);
            System.arraycopy(block, from, window, filled, count);
            from += count;
            filled += count;
            if (filled == WINDOW) {
                filled = 0;
                windows++;
                next(probability.of(window, 0));
            }
        }
        // A noise too short to be speech does not end a silence.
        boolean speaking = gate.speaking() && gate.longEnough();
        return spoken && !speaking ? (windows - spokenTo) * WINDOW + filled : 0;
    }

    private void next(float likely) {
        if (gate.ends(likely)) {
            if (gate.longEnough()) {
                spoken = true;
                spokenTo = gate.end();
            }
            gate.reset();
        }
    }
}
