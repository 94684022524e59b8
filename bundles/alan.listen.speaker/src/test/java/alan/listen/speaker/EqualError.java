package alan.listen.speaker;

import java.util.Arrays;
import java.util.List;

/**
 * How well a similarity tells pairs of one speaker from pairs of two.
 *
 * @param same similarities of pairs of one speaker, ascending
 * @param other similarities of pairs of two, ascending
 */
record EqualError(double[] same, double[] other) {
    static EqualError of(List<Double> same, List<Double> other) {
        return new EqualError(sorted(same), sorted(other));
    }

    private static double[] sorted(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** {@return the share of pairs of one speaker that would be taken for two} @param threshold from which they are one */
    double refused(double threshold) {
        return below(same, threshold) / (double) same.length;
    }

    /** {@return the share of pairs of two speakers that would be taken for one} @param threshold from which they are one */
    double accepted(double threshold) {
        return 1 - below(other, threshold) / (double) other.length;
    }

    /** {@return the similarity at which both shares are as equal as they get} */
    double threshold() {
        double best = 0;
        double least = Double.MAX_VALUE;
        for (double[] values : new double[][] {same, other}) {
            for (double at : values) {
                double apart = Math.abs(refused(at) - accepted(at));
                if (apart < least) {
                    least = apart;
                    best = at;
                }
            }
        }
        return best;
    }

    /** {@return the mean of both shares there} */
    double rate() {
        return (refused(threshold()) + accepted(threshold())) / 2;
    }

    private static int below(double[] sorted, double threshold) {
        int at = Arrays.binarySearch(sorted, threshold);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && sorted[at - 1] == threshold) {
            at--;
        }
        return at;
    }
}
