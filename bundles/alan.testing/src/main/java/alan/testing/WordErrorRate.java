package alan.testing;

import java.util.List;
import java.util.Locale;

/**
 * How far what was heard is from what was said: the least number of words to insert, delete or replace (Levenshtein), for the
 * number of words said.
 *
 * <p>Words are compared as {@link SpokenWords} has them.
 *
 * @param edits words to insert, delete or replace
 * @param words that were said
 */
public record WordErrorRate(int edits, int words) {
    /** Nothing said, nothing heard: what sums begin with. */
    public static final WordErrorRate NONE = new WordErrorRate(0, 0);

    /**
     * {@return how far one text is from another}
     *
     * @param said the reference
     * @param heard the transcript
     */
    public static WordErrorRate of(String said, String heard) {
        List<String> reference = SpokenWords.of(said);
        return new WordErrorRate(edits(reference, SpokenWords.of(heard)), reference.size());
    }

    /** {@return both together, each weighing as much as it has words} @param other of another text */
    public WordErrorRate plus(WordErrorRate other) {
        return new WordErrorRate(edits + other.edits, words + other.words);
    }

    /** {@return the rate: 0 for a perfect transcript, 1 for one with no right word; more when words were made up} */
    public double rate() {
        return edits == 0 ? 0 : edits / (double) Math.max(1, words);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f %% (%d of %d words)", 100 * rate(), edits, words);
    }

    private static int edits(List<String> reference, List<String> heard) {
        int[] above = new int[heard.size() + 1];
        for (int j = 0; j <= heard.size(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= reference.size(); i++) {
            int[] row = new int[heard.size() + 1];
            row[0] = i;
            for (int j = 1; j <= heard.size(); j++) {
                int replaced = above[j - 1] + (reference.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[heard.size()];
    }
}
