package alan.companion.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into sentences while it is being written.
 *
 * <p>A sentence is given out as soon as the beginning of the next word shows that it has ended. Abbreviations, initials, numbers,
 * addresses and ellipses do not end one; a list item, a paragraph and a line that its writer ended do. The very first sentence
 * may be cut early, after a comma, when it is longer than {@value #FIRST}, so that sound can begin; none is longer than {@value
 * #LONGEST}. Put together again, the sentences are the text, white space between them aside. The result does not depend on how
 * the text was cut into pieces. Not safe for use by several threads.
 */
public final class SentenceSplitter {
    /** Characters after which the first sentence is cut at a comma. */
    static final int FIRST = 120;

    /** Characters that a sentence has at most. */
    static final int LONGEST = 300;

    private static final int SHORTEST_FIRST = 40;
    private static final int SHORTEST_PART = 100;
    private static final int LONGEST_LOOK = 20;
    private static final String PAUSES = ",;:—–，；：、";
    private static final String WIDE_PAUSES = "，；：、";

    private final StringBuilder left = new StringBuilder();
    private final StringBuilder right = new StringBuilder();
    private List<String> done = new ArrayList<>();
    private boolean begun;
    private boolean gap;
    private int newLines;
    private int lineLength;
    private int lastLineLength;

    /**
     * Takes some more of the text.
     *
     * @param piece of any length
     * @return sentences that have ended, stripped, in order; perhaps none
     */
    public List<String> feed(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            measureLine(c);
            accept(c);
        }
        return take();
    }

    /** {@return what is left; the text has ended} */
    public List<String> finish() {
        if (right.length() > 0) {
            judge(true);
        }
        cut();
        return take();
    }

    private List<String> take() {
        List<String> sentences = done;
        done = new ArrayList<>();
        return sentences;
    }

    private void measureLine(char c) {
        if (c == '\n') {
            lastLineLength = lineLength;
            lineLength = 0;
        } else {
            lineLength++;
        }
    }

    private void accept(char c) {
        if (c == CodePointSink.BREAK) {
            if (right.length() > 0) {
                judge(true);
            }
            cut();
        } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            space(c);
        } else if (gap) {
            right.append(c);
            judge(right.length() >= LONGEST_LOOK);
        } else {
            visible(c);
        }
    }

    private void space(char c) {
        if (right.length() > 0) {
            judge(true);
        }
        if (left.length() == 0) {
            return;
        }
        gap = true;
        newLines += c == '\n' ? 1 : 0;
        if (newLines > 1) {
            cut();
        }
    }

    private void visible(char c) {
        if (left.length() > 0 && SentenceEnds.endsWide(left, c)) {
            cut();
        }
        left.append(c);
        if (!begun && left.length() > FIRST && !SentenceEnds.isStop(c)) {
            cutAt(pauseBefore(left.length(), SHORTEST_FIRST));
        }
        if (left.length() >= LONGEST) {
            cutAt(bestPlace());
        }
    }

    /** Decides about the gap, if that can be decided yet; then reads on in the word after it. */
    private void judge(boolean complete) {
        SentenceEnds.Verdict verdict = SentenceEnds.judge(left, right, complete, newLines > 0, lastLineLength);
        if (verdict == SentenceEnds.Verdict.WAIT && !complete) {
            return;
        }
        String word = right.toString();
        right.setLength(0);
        if (verdict == SentenceEnds.Verdict.END) {
            cut();
        } else {
            left.append(' ');
            gap = false;
            newLines = 0;
        }
        for (int i = 0; i < word.length(); i++) {
            accept(word.charAt(i));
        }
    }

    private void cut() {
        String sentence = left.toString().strip();
        left.setLength(0);
        gap = false;
        newLines = 0;
        if (!sentence.isEmpty()) {
            done.add(sentence);
            begun = true;
        }
    }

    private void cutAt(int place) {
        if (place <= 0) {
            return;
        }
        String rest = left.substring(place).stripLeading();
        left.setLength(place);
        cut();
        left.append(rest);
    }

    /** {@return where the best part of what is too long ends} */
    private int bestPlace() {
        int pause = pauseBefore(left.length(), SHORTEST_PART);
        if (pause > 0) {
            return pause;
        }
        int space = left.lastIndexOf(" ");
        if (space > 0) {
            return space;
        }
        int place = left.length();
        while (place > 1 && !isBoundary(place)) {
            place--;
        }
        return place;
    }

    /** A pair of surrogates, or a letter and its accent, stay together. */
    private boolean isBoundary(int place) {
        char before = left.charAt(place - 1);
        return !Character.isHighSurrogate(before);
    }

    /** {@return the place after the last comma or the like, at least so far in; -1 if there is none} */
    private int pauseBefore(int end, int atLeast) {
        for (int i = end - 2; i >= atLeast; i--) {
            char c = left.charAt(i);
            boolean apart = left.charAt(i + 1) == ' ' || WIDE_PAUSES.indexOf(c) >= 0;
            if (PAUSES.indexOf(c) >= 0 && apart) {
                return i + 1;
            }
        }
        return -1;
    }
}
