package alan.tts.csm.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** How far numbers are from those of a reference. */
public final class Differences {
    private Differences() {}

    /** {@return the largest difference, as a share of the reference's largest value} */
    public static double worst(float[] actual, float[] reference) {
        assertThat(actual).hasSameSizeAs(reference);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(reference[i]));
            difference = Math.max(difference, Math.abs(actual[i] - reference[i]));
        }
        return difference / largest;
    }

    /** {@return the power of a sound over that of its difference to another, in dB} */
    public static double signalToNoise(float[] reference, float[] actual) {
        assertThat(actual).hasSameSizeAs(reference);
        double signal = 0;
        double noise = 1e-30;
        for (int i = 0; i < actual.length; i++) {
            signal += (double) reference[i] * reference[i];
            noise += ((double) actual[i] - reference[i]) * ((double) actual[i] - reference[i]);
        }
        return 10 * Math.log10(signal / noise);
    }
}
