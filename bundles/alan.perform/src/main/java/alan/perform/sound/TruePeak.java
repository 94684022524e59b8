package alan.perform.sound;

/**
 * How far a sound swings, between its samples, too: where it is played, it is a curve through them that goes higher than they do. As in ITU-R BS.1770-5,
 * Annex 2, there are four points for each sample; between them they are found with a sinc of 12 samples in a Hann window.
 */
public final class TruePeak {
    private static final int POINTS = 4;
    private static final int TAPS = 12;
    private static final double[][] FILTERS = filters();

    private TruePeak() {}

    private static double[][] filters() {
        double[][] filters = new double[POINTS - 1][TAPS];
        for (int point = 1; point < POINTS; point++) {
            double sum = 0;
            double[] filter = filters[point - 1];
            for (int tap = 0; tap < TAPS; tap++) {
                double x = tap - (TAPS / 2 - 1) - point / (double) POINTS;
                double window = 0.5 * (1 + StrictMath.cos(2 * Math.PI * x / TAPS));
                filter[tap] = window * StrictMath.sin(Math.PI * x) / (Math.PI * x);
                sum += filter[tap];
            }
            for (int tap = 0; tap < TAPS; tap++) {
                filter[tap] /= sum;
            }
        }
        return filters;
    }

    /** {@return the highest point of a sound, 1 for full scale} @param samples of it */
    public static double of(float[] samples) {
        double peak = 0;
        for (int i = 0; i < samples.length; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        for (int i = 1 - TAPS / 2; i < samples.length + TAPS / 2; i++) {
            for (double[] filter : FILTERS) {
                peak = Math.max(peak, Math.abs(between(samples, i, filter)));
            }
        }
        return peak;
    }

    private static double between(float[] samples, int at, double... filter) {
        double sum = 0;
        for (int tap = 0; tap < TAPS; tap++) {
            sum += filter[tap] * sample(samples, at - (TAPS / 2 - 1) + tap);
        }
        return sum;
    }

    private static double sample(float[] samples, int at) {
        return at < 0 || at >= samples.length ? 0 : samples[at];
    }
}
