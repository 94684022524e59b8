package alan.tts.csm.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into passages, each of which CSM says in one go: whole sentences, and parts of those that are too long. Nothing of the text is lost.
 */
public final class Passages {
    /** The longest passage, in UTF-16 code units: about 15 seconds. Beyond, CSM is likelier to lose its way. */
    public static final int LONGEST = 200;

    /** A passage that is shorter takes the next sentence in. The first one does not wait for that, */
    private static final int SHORT = 40;
    /** unless it is a word or two, which come out badly alone. */
    private static final int SHORTEST = 15;
    /** Where a long sentence is cut, best first. */
    private static final List<String> MARKS = List.of(";:—–", ",،、，)", " ");

    private Passages() {}

    /** {@return the passages, in order; none if nothing can be said} @param text as {@link Speakable} leaves it */
    public static List<String> of(String text) {
        List<String> passages = new ArrayList<>();
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text);
        int from = 0;
        for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
            add(text.substring(from, end).strip(), passages);
            from = end;
        }
        return passages;
    }

    private static void add(String sentence, List<String> passages) {
        int last = passages.size() - 1;
        boolean joins = last >= 0 && (!isSaid(sentence) || passages.get(last).length() < (last > 0 ? SHORT : SHORTEST));
        if (joins && passages.get(last).length() + 1 + sentence.length() <= LONGEST) {
            passages.set(last, (passages.get(last) + " " + sentence).strip());
            return;
        }
        String rest = sentence;
        while (rest.length() > LONGEST) {
            int cut = cut(rest);
            addSaid(rest.substring(0, cut).strip(), passages);
            rest = rest.substring(cut).strip();
        }
        addSaid(rest, passages);
    }

    private static void addSaid(String passage, List<String> passages) {
        if (isSaid(passage)) {
            passages.add(passage);
        }
    }

    private static boolean isSaid(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** {@return where the beginning of a long sentence ends: behind a mark in its second half, else between two characters} */
    private static int cut(String sentence) {
        for (String marks : MARKS) {
            for (int i = LONGEST - 1; i >= LONGEST / 2; i--) {
                if (marks.indexOf(sentence.charAt(i)) >= 0) {
                    return i + 1;
                }
            }
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(sentence);
        int cut = characters.preceding(LONGEST + 1);
        return cut > 0 ? cut : LONGEST;
    }
}
