package alan.tts.csm.text;

/** How long a text takes to be said. CSM often does not end by itself, so somebody has to know. */
public final class SpokenLength {
    /** Letters a second, spaces included, of unhurried speech. English and Spanish differ less from each other than speakers do. */
    private static final double LETTERS_A_SECOND = 13;
    private static final double PAUSE = 0.3;
    private static final double LEAD = 0.4;
    /** A digit is a word ("seven", "siete"), and so is a sign ("per cent"). */
    private static final int WORD = 7;
    /** A syllable and more. */
    private static final int IDEOGRAPH = 4;
    private static final int FIRST_IDEOGRAPH = 0x2E80;
    /** Slow speakers, and pauses for thought. */
    private static final double SLOWEST = 2;
    private static final double MARGIN = 1.5;

    private SpokenLength() {}

    /** {@return how long a text probably takes, in seconds} @param text as {@link Speakable} leaves it */
    public static double likely(String text) {
        return LEAD + text.codePoints().mapToDouble(SpokenLength::seconds).sum();
    }

    /** {@return how long a text can take at most, in seconds; what is longer is no speech any more} @param text as {@link Speakable} leaves it */
    public static double most(String text) {
        return MARGIN + SLOWEST * likely(text);
    }

    private static double seconds(int codePoint) {
        if (Character.isDigit(codePoint)) {
            return WORD / LETTERS_A_SECOND;
        }
        if (Character.isLetter(codePoint)) {
            return (codePoint >= FIRST_IDEOGRAPH ? IDEOGRAPH : 1) / LETTERS_A_SECOND;
        }
        return switch (Character.getType(codePoint)) {
            case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.OTHER_SYMBOL -> WORD / LETTERS_A_SECOND;
            case Character.OTHER_PUNCTUATION, Character.DASH_PUNCTUATION -> "%&@#/*".indexOf(codePoint) >= 0 ? WORD / LETTERS_A_SECOND : PAUSE;
            default -> 1 / LETTERS_A_SECOND;
        };
    }
}
