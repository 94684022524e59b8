package alan.listen.speaker;

import java.util.Arrays;

/** How much of a recording is not silence. What is not silent need not be speech: that is for voice activity to tell. */
final class Loudness {
    private static final int BLOCK = 160;
    private static final int RATE = 16_000;
    /** In power: 60 dB below the loudest sound that there can be. Whoever recorded less recorded a room. */
    private static final double LEAST = 1e-6;
    /** In power: 30 dB. What lies so far below the loud moments of a recording is its pauses. */
    private static final double RANGE = 1e-3;
    /** Of the blocks, the share that is louder than what counts as loud: a click should not. */
    private static final double CLICKS = 0.05;

    private Loudness() {}

    /** {@return the seconds that are not silent} @param samples at 16 kHz */
    static double seconds(float[] samples) {
        double[] powers = new double[samples.length / BLOCK];
        for (int i = 0; i < powers.length; i++) {
            double sum = 0;
            for (int j = i * BLOCK; j < (i + 1) * BLOCK; j++) {
                sum += Float.isFinite(samples[j]) ? (double) samples[j] * samples[j] : 0;
            }
            powers[i] = sum / BLOCK;
        }
        if (powers.length == 0) {
            return 0;
        }
        double[] sorted = powers.clone();
        Arrays.sort(sorted);
        double loud = sorted[(int) ((1 - CLICKS) * (sorted.length - 1))];
        double silent = Math.max(LEAST, loud * RANGE);
        return Arrays.stream(powers).filter(power -> power > silent).count() * (double) BLOCK / RATE;
    }
}
