package alan.enrol.sound;

import java.util.Arrays;

/** Levels and quantiles. Powers are mean squares of samples in [-1, 1]; decibels of them are below a square wave at full scale. */
public final class Levels {
    /** What silence counts as: 16 bits reach about as far down. */
    public static final double FLOOR = 1e-10;

    private Levels() {}

    /** {@return a power in dB} @param power not negative */
    public static double decibels(double power) {
        return 10 * Math.log10(Math.max(power, FLOOR));
    }

    /** {@return a power} @param decibels of it */
    public static double power(double decibels) {
        return Math.pow(10, decibels / 10);
    }

    /**
     * {@return the value below which a share of all values lies; 0 when there are none}
     *
     * @param values in any order; not changed
     * @param share 0 to 1
     */
    public static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
