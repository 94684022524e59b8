package alan.voices.choose;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What some segments together tell of a voice: for every unit the square root of how often it is well heard, and the same for the sound as a whole. So the second
 * of a kind tells less than the first, and a good segment more than a bad one.
 *
 * <p>Such a function grows with every segment, and by less the more there are (it is monotone and submodular), for which taking what gains the most a
 * position, again and again, is known to come near the best (<a href="https://doi.org/10.1145/1281192.1281239">Leskovec et al., 2007</a>).
 */
final class Coverage {
    private static final double SOUND = 1;
    private static final double PAIR = 0.3;
    private static final double INTONATION = 4;
    private static final double SECONDS = 10;

    private final Map<String, Double> heard = new HashMap<>();
    private double seconds;
    private double value;

    static Coverage of(List<Candidate> candidates) {
        Coverage coverage = new Coverage();
        candidates.forEach(coverage::add);
        return coverage;
    }

    /** {@return how much it is} */
    double value() {
        return value;
    }

    /** {@return how much more it would be} @param candidate one more */
    double gain(Candidate candidate) {
        double gain = SECONDS * (Math.sqrt(seconds + candidate.worth() * candidate.segment().seconds()) - Math.sqrt(seconds));
        for (Map.Entry<String, Integer> unit : candidate.units().entrySet()) {
            double before = heard.getOrDefault(unit.getKey(), 0.0);
            gain += weight(unit.getKey()) * (Math.sqrt(before + candidate.worth() * unit.getValue()) - Math.sqrt(before));
        }
        return gain;
    }

    void add(Candidate candidate) {
        value += gain(candidate);
        seconds += candidate.worth() * candidate.segment().seconds();
        candidate.units().forEach((unit, count) -> heard.merge(unit, candidate.worth() * count, Double::sum));
    }

    /** {@return whether a unit is in it} */
    boolean has(String unit) {
        return heard.containsKey(unit);
    }

    private static double weight(String unit) {
        if (Candidate.isSound(unit)) {
            return SOUND;
        }
        return unit.contains(" ") ? PAIR : INTONATION;
    }
}
