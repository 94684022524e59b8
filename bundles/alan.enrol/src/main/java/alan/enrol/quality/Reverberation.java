package alan.enrol.quality;

import alan.enrol.sound.Levels;
import alan.enrol.sound.SpokenSound;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a room goes on sounding, by the sound of the speech alone.
 *
 * <p>Nothing fades faster than the room lets it. So the speech's own decays, which are of all lengths, have a shortest one that the room sets: that
 * idea, of decay rates and their distribution, is of Wen, Habets and Naylor, "Blind estimation of reverberation time based on the distribution of
 * signal decay rates" (ICASSP 2008). A decay is a fall of 15 dB or more; a straight line is fitted to its levels, as to Schroeder's curve (1965).
 */
final class Reverberation {
    private static final double LEAST_FALL = 15;
    private static final double ABOVE_NOISE = 5;
    private static final double BELOW_SPEECH = 15;
    private static final double UPTICK = 0.5;
    private static final int FEWEST = 5;
    private static final double SHARE = 0.25;

    private Reverberation() {}

    /** {@return the time in which it fades by 60 dB, in seconds; 0 where there are too few decays to tell} */
    static double of(SpokenSound sound) {
        double[] level = smooth(sound.powers());
        double floor = Levels.decibels(sound.noise()) + ABOVE_NOISE;
        double loud = Levels.decibels(sound.level()) - BELOW_SPEECH;
        List<Double> times = new ArrayList<>();
        int at = 1;
        while (at < level.length - 1) {
            if (level[at] < loud || level[at] < level[at - 1] || level[at + 1] >= level[at]) {
                at++;
                continue;
            }
            int end = at;
            while (end + 1 < level.length && level[end + 1] < level[end] + UPTICK && level[end + 1] > floor) {
                end++;
            }
            if (level[at] - level[end] >= LEAST_FALL) {
                times.add(60 / steepness(level, at, end));
            }
            at = end + 1;
        }
        return times.size() < FEWEST ? 0 : Levels.quantile(times.stream().mapToDouble(Double::doubleValue).toArray(), SHARE);
    }

    /** Of three frames each: a voice's own pitch makes the level of one frame waver. */
    private static double[] smooth(double[] powers) {
        double[] level = new double[powers.length];
        for (int i = 0; i < level.length; i++) {
            double sum = powers[i] + powers[Math.max(0, i - 1)] + powers[Math.min(powers.length - 1, i + 1)];
            level[i] = Levels.decibels(sum / 3);
        }
        return level;
    }

    /** {@return how many dB a second a line through the levels falls} */
    private static double steepness(double[] level, int from, int to) {
        int count = to - from + 1;
        double middle = (count - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            products += (i - middle) * level[from + i];
            squares += (i - middle) * (i - middle);
        }
        return -products / squares * SpokenSound.FRAMES;
    }
}
