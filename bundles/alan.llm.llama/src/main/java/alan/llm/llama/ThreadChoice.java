package alan.llm.llama;

import java.util.ArrayList;
import java.util.List;

/**
 * How many threads compute.
 *
 * @param threads that generate
 * @param batchThreads that read prompts
 */
record ThreadChoice(int threads, int batchThreads) {
    /**
     * More threads must be so much faster to be worth it: they take the processor from the other engines, and are the first to
     * suffer from them. A busy moment while they are measured makes less of a difference.
     */
    private static final double WORTH_IT = 1.2;

    /** A larger number that gains less over a smaller one ends the search. */
    private static final double WORTH_GOING_ON = 1.1;

    /**
     * A measured speed.
     *
     * @param reading prompt tokens a second
     * @param writing generated tokens a second
     */
    record Speed(double reading, double writing) {}

    /**
     * {@return numbers of threads to try, in this order: 1, 2, 4, … and the number of processors} @param processors of this
     * machine
     */
    static List<Integer> candidates(int processors) {
        List<Integer> candidates = new ArrayList<>();
        for (int threads = 1; threads < processors; threads *= 2) {
            candidates.add(threads);
        }
        candidates.add(Math.max(1, processors));
        return candidates;
    }

    /**
     * Whether it makes sense to try yet more threads.
     *
     * @param speeds of the first candidates
     * @return false when the last one gained hardly anything in either respect
     */
    static boolean worthGoingOn(List<Speed> speeds) {
        int last = speeds.size() - 1;
        double reading = 0;
        double writing = 0;
        for (Speed speed : speeds.subList(0, last)) {
            reading = Math.max(reading, speed.reading());
            writing = Math.max(writing, speed.writing());
        }
        return speeds.get(last).reading() > reading * WORTH_GOING_ON || speeds.get(last).writing() > writing * WORTH_GOING_ON;
    }

    /**
     * Chooses.
     *
     * @param candidates numbers of threads, rising
     * @param speeds of the first of them; none stands for the first candidate
     * @return for each of the two kinds of work the smallest number that no larger one beats clearly
     */
    static ThreadChoice choose(List<Integer> candidates, List<Speed> speeds) {
        return new ThreadChoice(
                candidates.get(smallest(speeds.stream().map(Speed::writing).toList())),
                candidates.get(smallest(speeds.stream().map(Speed::reading).toList())));
    }

    private static int smallest(List<Double> speeds) {
        for (int i = 0; i < speeds.size(); i++) {
            double worth = speeds.get(i) * WORTH_IT;
            if (speeds.subList(i + 1, speeds.size()).stream().noneMatch(speed -> speed > worth)) {
                return i;
            }
        }
        return 0;
    }
}
