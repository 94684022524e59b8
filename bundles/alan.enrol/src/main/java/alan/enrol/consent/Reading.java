package alan.enrol.consent;

import alan.enrol.text.Alignment;
import alan.enrol.text.Alignment.Pair;
import alan.enrol.text.Word;
import alan.enrol.text.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How what was heard compares with what was to be read.
 *
 * @param errorRate words that are missing, too many or others, for the words to be read
 * @param found how many of the random words were heard in their places
 */
public record Reading(double errorRate, int found) {
    /** A recogniser takes a word for one that is so far from it at the most. */
    private static final double ALIKE = 0.34;
    /**
     * The most words of a sentence that may be wrong; right ones have been heard with 7 % at the most. It keeps sentences of other kinds out. One of
     * this kind, with other random words, has as few as 15 %, so these are counted by themselves.
     */
    private static final double MOST_WRONG = 0.3;
    /** One of the random words may be misheard. */
    private static final int MISHEARD = 1;

    /**
     * {@return the comparison}
     *
     * @param sentence to be read
     * @param random words that must be in it; empty for an ordinary sentence
     * @param heard what was understood
     */
    public static Reading of(String sentence, List<String> random, String heard) {
        List<Word> said = Words.of(sentence);
        List<Pair> pairs = Alignment.of(said, Words.of(heard));
        Set<String> wanted = new HashSet<>(random.stream().map(word -> Words.of(word).get(0).sound()).toList());
        int found = 0;
        for (Pair pair : pairs) {
            for (int t = pair.textFrom(); t < pair.textTo() && pair.alike(ALIKE); t++) {
                found += wanted.contains(said.get(t).sound()) ? 1 : 0;
            }
        }
        return new Reading(Alignment.errorRate(pairs, said.size(), ALIKE), found);
    }

    /** {@return whether it is the sentence} @param random how many random words there are in it */
    public boolean same(int random) {
        return errorRate <= MOST_WRONG && found >= random - MISHEARD;
    }
}
