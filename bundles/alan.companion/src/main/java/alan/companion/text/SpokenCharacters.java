package alan.companion.text;

/**
 * The last step towards speakable text: emoji, control and format characters go, white space is made single, and punctuation
 * that is repeated for emphasis is made single, too. Letters, digits, marks and ordinary signs of every script stay.
 */
final class SpokenCharacters implements CodePointSink {
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int REPLACEMENT = 0xFFFD;
    private static final String ONCE = "!?,;:¡¿！？，；：";
    private static final String LINES = "-_=*#~+^";
    private static final String CLOSING = ".,!?;:…)]»”";

    /** First and last code point of the blocks of pictures: arrows, technical signs, shapes, dingbats, emoji. */
    private static final int[][] PICTURES = {
        {0x2190, 0x21FF}, {0x2300, 0x23FF}, {0x2500, 0x27BF}, {0x2900, 0x297F}, {0x2B00, 0x2BFF},
        {0x3030, 0x3030}, {0x303D, 0x303D}, {0x3297, 0x3299}, {0x1F000, 0x1FAFF}, {0xE0000, 0xE007F},
    };

    private final StringBuilder out;
    private int last = BREAK;
    private int repeated;
    private boolean space;
    private boolean removed;
    private int line;
    private int lineLength;

    SpokenCharacters(StringBuilder out) {
        this.out = out;
    }

    @Override
    public void accept(int codePoint) {
        if (lineLength > 0 && codePoint != line) {
            flushLine();
        }
        if (LINES.indexOf(codePoint) >= 0) {
            line = codePoint;
            lineLength++;
        } else if (codePoint == '\n' || codePoint == BREAK) {
            lineBreak(codePoint);
        } else if (Character.isSpaceChar(codePoint) || codePoint == '\t') {
            space = true;
        } else if (isPicture(codePoint)) {
            space = true;
            removed = true;
        } else if (isKept(codePoint)) {
            visible(codePoint);
        }
    }

    @Override
    public void end() {
        flushLine();
    }

    /** A drawn line ({@code -----}) is not for reading; one or two such signs are. */
    private void flushLine() {
        if (lineLength > 2) {
            space = true;
            removed = true;
        } else {
            for (int i = 0; i < lineLength; i++) {
                visible(line);
            }
        }
        lineLength = 0;
    }

    private void lineBreak(int codePoint) {
        space = false;
        removed = false;
        if (last == BREAK || (last == '\n' && codePoint == '\n')) {
            return;
        }
        put(codePoint);
    }

    private void visible(int codePoint) {
        boolean apart = space && last != BREAK && last != '\n';
        if (apart && !(removed && CLOSING.indexOf(codePoint) >= 0)) {
            put(' ');
        }
        space = false;
        removed = false;
        if (!isRepetition(codePoint)) {
            put(codePoint);
        }
    }

    private boolean isRepetition(int codePoint) {
        boolean shout = codePoint == '!' || codePoint == '?';
        if (codePoint == last && codePoint == '.') {
            return ++repeated > 2;
        }
        if (codePoint == last && ONCE.indexOf(codePoint) >= 0) {
            return true;
        }
        if (shout && (last == '!' || last == '?')) {
            return ++repeated > 1;
        }
        repeated = 0;
        return false;
    }

    private void put(int codePoint) {
        out.appendCodePoint(codePoint);
        last = codePoint;
    }

    private boolean isKept(int codePoint) {
        if (codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER) {
            // Indic and Persian spelling need them within a word; anywhere else they only glue emoji.
            return !space && (Character.isLetter(last) || isMark(last));
        }
        if (codePoint >= 0xFE00 && codePoint <= 0xFE0F || codePoint == 0x20E3 || codePoint == REPLACEMENT) {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isPicture(int codePoint) {
        for (int[] range : PICTURES) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
