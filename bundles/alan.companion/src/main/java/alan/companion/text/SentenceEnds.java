package alan.companion.text;

/** Says whether a sentence ends in the gap between two words. */
final class SentenceEnds {
    /** What is to be done about a gap. */
    enum Verdict {
        /** A sentence ends here. */
        END,
        /** It goes on. */
        GOES_ON,
        /** More of the next word is needed to tell. */
        WAIT
    }

    private static final String WIDE_STOPS = "。！？｡";
    private static final String STOPS = ".!?…‽؟۔।॥";
    private static final String CLOSERS = "\"'”’»)]}」』）】》›*_";
    private static final String OPENERS = "\"'“‘«([{¿¡‹*_";
    private static final String NEVER_FIRST = ",;:!?…)]}»”’";
    private static final String DASHES = "-–—―";

    /** A line that long was wrapped by a program; a shorter one was ended by its writer. */
    private static final int WRAPPED_LINE = 60;

    private SentenceEnds() {}

    /** {@return whether a character ends sentences, in whatever script} */
    static boolean isStop(char c) {
        return STOPS.indexOf(c) >= 0 || WIDE_STOPS.indexOf(c) >= 0;
    }

    /**
     * {@return whether a text ends with a full stop of Chinese or Japanese, which need no space after them, and this does not
     * belong to it}
     */
    static boolean endsWide(CharSequence left, char next) {
        int stop = stopOf(left);
        return stop >= 0 && WIDE_STOPS.indexOf(left.charAt(stop)) >= 0 && !isStop(next) && CLOSERS.indexOf(next) < 0;
    }

    /**
     * Judges the gap between {@code left} and {@code right}.
     *
     * @param left the sentence so far, without space at its end
     * @param right the next word as far as it is known, at least one character
     * @param complete whether that word is known to its end
     * @param newLine whether a line ends in the gap
     * @param lineLength of that line
     * @return what is to be done
     */
    static Verdict judge(CharSequence left, CharSequence right, boolean complete, boolean newLine, int lineLength) {
        int stop = stopOf(left);
        Verdict verdict = stop < 0 ? Verdict.GOES_ON : afterStop(left, stop, right.toString(), complete);
        if (verdict == Verdict.GOES_ON && newLine && !isWrapped(left, right.charAt(0), lineLength)) {
            return Verdict.END;
        }
        return verdict;
    }

    private static boolean isWrapped(CharSequence left, char next, int lineLength) {
        boolean wasLong = lineLength >= WRAPPED_LINE && left.charAt(left.length() - 1) != ':';
        return Character.isLowerCase(next) || NEVER_FIRST.indexOf(next) >= 0 || wasLong && DASHES.indexOf(next) < 0;
    }

    /** {@return where the stop at the end of a text is, quotes and brackets after it left aside; -1 if there is none} */
    private static int stopOf(CharSequence left) {
        int at = left.length() - 1;
        while (at > 0 && CLOSERS.indexOf(left.charAt(at)) >= 0) {
            at--;
        }
        return at >= 0 && isStop(left.charAt(at)) ? at : -1;
    }

    private static Verdict afterStop(CharSequence left, int stop, String right, boolean complete) {
        char c = left.charAt(stop);
        if (WIDE_STOPS.indexOf(c) >= 0) {
            return Verdict.END;
        }
        if (NEVER_FIRST.indexOf(right.charAt(0)) >= 0 || right.startsWith(".")) {
            return Verdict.GOES_ON;
        }
        int at = 0;
        while (at < right.length() && DASHES.indexOf(right.charAt(at)) >= 0) {
            at++;
        }
        boolean plainStop = c == '.' && (stop == 0 || !isStop(left.charAt(stop - 1)));
        if (at == right.length()) {
            return !complete ? Verdict.WAIT : plainStop ? Verdict.END : Verdict.GOES_ON;
        }
        if (Character.isLowerCase(right.charAt(at))) {
            return Verdict.GOES_ON;
        }
        return plainStop ? afterFullStop(left.subSequence(0, stop).toString(), right.substring(at), complete) : Verdict.END;
    }

    private static Verdict afterFullStop(String before, String next, boolean complete) {
        String word = lastWord(before);
        if (isListMark(before, word)) {
            return Verdict.GOES_ON;
        }
        if (word.equals("a") || word.equals("d")) {
            return beforeChrist(next, complete);
        }
        return switch (Abbreviations.of(word)) {
            case TITLE -> Verdict.GOES_ON;
            case NUMBERED -> afterNumbered(word, next, complete);
            case EITHER -> afterInitials(next, complete);
            default -> Verdict.END;
        };
    }

    /** {@code 44 a. C.}, {@code 14 d. C.}: Spanish writes these with a space within. */
    private static Verdict beforeChrist(String next, boolean complete) {
        if (next.equals("C") && !complete) {
            return Verdict.WAIT;
        }
        return next.startsWith("C.") ? Verdict.GOES_ON : Verdict.END;
    }

    private static Verdict afterNumbered(String word, String next, boolean complete) {
        if (Character.isDigit(next.charAt(0))) {
            return Verdict.GOES_ON;
        }
        int end = 0;
        while (end < next.length() && "IVXLC".indexOf(next.charAt(end)) >= 0) {
            end++;
        }
        if (end == 0 || !Abbreviations.isRomanNumbered(word)) {
            return Verdict.END;
        }
        if (end == next.length() && !complete) {
            return Verdict.WAIT;
        }
        return end == next.length() || !Character.isLetter(next.charAt(end)) ? Verdict.GOES_ON : Verdict.END;
    }

    private static Verdict afterInitials(String next, boolean complete) {
        char first = next.charAt(0);
        if (Character.isDigit(first)) {
            return Verdict.GOES_ON;
        }
        if (OPENERS.indexOf(first) >= 0 || !Character.isLetter(first)) {
            return Verdict.END;
        }
        int end = 0;
        while (end < next.length() && Character.isLetter(next.charAt(end))) {
            end++;
        }
        if (end == next.length() && !complete) {
            return Verdict.WAIT;
        }
        // "J. A. Smith": the letter that is an initial itself begins nothing, though "a" and "I" begin sentences.
        boolean initial = end == 1 && end < next.length() && next.charAt(end) == '.';
        return !initial && Abbreviations.isStarter(next.substring(0, end)) ? Verdict.END : Verdict.GOES_ON;
    }

    /** {@code 1.}, {@code b.}: all that there is of the sentence is the number of a list. */
    private static boolean isListMark(String before, String word) {
        if (word.isEmpty() || word.length() != before.strip().length()) {
            return false;
        }
        boolean number = word.length() <= 3 && word.chars().allMatch(Character::isDigit);
        return number || word.length() == 1 && Character.isLetter(word.charAt(0));
    }

    /** {@return the word at the end, without opening signs; both letters of a spaced {@code a. m}} */
    private static String lastWord(String before) {
        int from = before.length();
        while (from > 0 && !isBeforeWord(before.charAt(from - 1))) {
            from--;
        }
        String word = before.substring(from);
        boolean half = word.equals("m") && from >= 3 && before.startsWith(". ", from - 2);
        return half ? before.substring(from - 3) : word;
    }

    private static boolean isBeforeWord(char c) {
        return Character.isWhitespace(c) || OPENERS.indexOf(c) >= 0 || DASHES.indexOf(c) >= 0 || c == '/';
    }
}
