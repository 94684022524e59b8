package alan.enrol.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which words of what was heard are which words of a text: the least edits (Levenshtein, by dynamic programming), where a word that is nearly the
 * same costs less than another one, and two words written as one ("every day", "everyday") cost nothing.
 */
public final class Alignment {
    /** Costs are in hundredths of a word. */
    private static final int SCALE = 100;
    /** A word too many or too few; a pair of quite different words is cheaper than one too many and one too few. */
    private static final int GAP = 60;
    private static final byte[] STEPS_TEXT = {1, 1, 0, 2, 1};
    private static final byte[] STEPS_HEARD = {1, 0, 1, 1, 2};

    private Alignment() {}

    /**
     * A stretch in which both stand for each other.
     *
     * @param textFrom first word of the text
     * @param textTo the word after the last one
     * @param heardFrom first word heard
     * @param heardTo the word after the last one
     * @param distance 0 for the same word, up to 1; 1 where one side has none
     */
    public record Pair(int textFrom, int textTo, int heardFrom, int heardTo, double distance) {
        /** {@return whether it is the same word, or one that a recogniser takes for it} @param limit the distance up to which it is */
        public boolean alike(double limit) {
            return distance <= limit;
        }
    }

    /**
     * {@return pairs that cover both, in order}
     *
     * @param text words of the text
     * @param heard words that were heard
     */
    public static List<Pair> of(List<Word> text, List<Word> heard) {
        byte[][] steps = steps(text, heard);
        List<Pair> pairs = new ArrayList<>();
        int t = text.size();
        int h = heard.size();
        while (t > 0 || h > 0) {
            byte step = steps[t][h];
            int textFrom = t - STEPS_TEXT[step];
            int heardFrom = h - STEPS_HEARD[step];
            double distance = textFrom == t || heardFrom == h ? 1
                    : step == 0 ? Words.distance(text.get(textFrom).sound(), heard.get(heardFrom).sound()) : 0;
            pairs.add(new Pair(textFrom, t, heardFrom, h, distance));
            t = textFrom;
            h = heardFrom;
        }
        Collections.reverse(pairs);
        return pairs;
    }

    /** {@return for each number of words of both, the last step of the cheapest way there} */
    private static byte[][] steps(List<Word> text, List<Word> heard) {
        byte[][] steps = new byte[text.size() + 1][heard.size() + 1];
        int[][] costs = new int[3][heard.size() + 1];
        for (int t = 0; t <= text.size(); t++) {
            int[] row = costs[t % 3];
            for (int h = 0; h <= heard.size(); h++) {
                row[h] = t == 0 && h == 0 ? 0 : Integer.MAX_VALUE;
                for (byte step = 0; step < STEPS_TEXT.length; step++) {
                    int fromText = t - STEPS_TEXT[step];
                    int fromHeard = h - STEPS_HEARD[step];
                    if (fromText < 0 || fromHeard < 0 || t == 0 && h == 0) {
                        continue;
                    }
                    int cost = cost(step, text, fromText, heard, fromHeard);
                    if (cost != Integer.MAX_VALUE && costs[fromText % 3][fromHeard] + cost < row[h]) {
                        row[h] = costs[fromText % 3][fromHeard] + cost;
                        steps[t][h] = step;
                    }
                }
            }
        }
        return steps;
    }

    private static int cost(int step, List<Word> text, int t, List<Word> heard, int h) {
        return switch (step) {
            case 0 -> (int) (SCALE * Words.distance(text.get(t).sound(), heard.get(h).sound()));
            case 3 -> joins(heard.get(h), text.get(t), text.get(t + 1));
            case 4 -> joins(text.get(t), heard.get(h), heard.get(h + 1));
            default -> GAP;
        };
    }

    private static int joins(Word whole, Word first, Word second) {
        String sound = whole.sound();
        boolean same = sound.length() == first.sound().length() + second.sound().length()
                && sound.startsWith(first.sound()) && sound.endsWith(second.sound());
        return same ? 0 : Integer.MAX_VALUE;
    }

    /**
     * {@return the word error rate: words too many, too few or unlike, for the words of the text}
     *
     * @param pairs as of {@link #of}
     * @param words of the text
     * @param limit distance up to which two words count as the same
     */
    public static double errorRate(List<Pair> pairs, int words, double limit) {
        int wrong = 0;
        for (Pair pair : pairs) {
            if (!pair.alike(limit)) {
                wrong += Math.max(pair.textTo() - pair.textFrom(), pair.heardTo() - pair.heardFrom());
            }
        }
        return words == 0 ? wrong : wrong / (double) words;
    }
}
