package alan.companion.text;

/**
 * Turns written text, markdown and all, into text that can be read aloud, while it is being written.
 *
 * <p>Markdown's state lives here, before the {@link SentenceSplitter}, because a code block or a link may hold what looks like
 * the end of a sentence. Where a paragraph, heading, list item or table row ends, a {@code '\u2029'} (paragraph separator) goes
 * out, which the splitter takes for the end of a sentence. The result does not depend on how the text was cut into pieces. Not
 * safe for use by several threads.
 */
public final class Speakable {
    private final StringBuilder out = new StringBuilder();
    private final CodePointSink first = new MarkdownBlocks(new MarkdownInline(new SpokenCharacters(out)));
    private char highSurrogate;
    private boolean carriageReturn;

    /**
     * Takes some more of the text.
     *
     * @param piece of any length
     * @return what can be read of it and of what was held back; perhaps nothing yet
     */
    public String feed(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            character(piece.charAt(i));
        }
        return take();
    }

    /** {@return what was still held back; the text has ended} */
    public String finish() {
        first.end();
        return take();
    }

    private String take() {
        String text = out.toString();
        out.setLength(0);
        return text;
    }

    private void character(char c) {
        if (Character.isHighSurrogate(c)) {
            highSurrogate = c;
        } else if (Character.isLowSurrogate(c)) {
            if (highSurrogate != 0) {
                first.accept(Character.toCodePoint(highSurrogate, c));
                highSurrogate = 0;
            }
        } else {
            highSurrogate = 0;
            line(c);
        }
    }

    /** Every kind of line end becomes one {@code '\n'}. */
    private void line(char c) {
        boolean secondHalf = c == '\n' && carriageReturn;
        carriageReturn = c == '\r';
        if (secondHalf) {
            return;
        }
        first.accept(c == '\r' || c == '\u2028' || c == '\u2029' || c == '\u0085' ? '\n' : c);
    }
}
