package alan.companion.text;

/**
 * Takes out what a model thinks aloud before it answers: blocks of {@code <think>…</think>} that begin a line, as reasoning
 * models write them. A tag within a line is what the answer is about, and stays. A block that is not closed goes on to the end.
 *
 * <p>The result does not depend on how the text was cut into pieces. Not safe for use by several threads.
 */
public final class Reasoning {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final StringBuilder out = new StringBuilder();
    /** What may be the beginning of the tag that is waited for. */
    private final StringBuilder held = new StringBuilder();
    private boolean thinking;
    private boolean lineBegins = true;

    /**
     * Takes some more of the text.
     *
     * @param piece of any length
     * @return what of it, and of what was held back, is not reasoning; perhaps nothing
     */
    public String feed(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            accept(piece.charAt(i));
        }
        return take();
    }

    /** {@return what was still held back; the text has ended} */
    public String finish() {
        release();
        return take();
    }

    /**
     * {@return a whole text without reasoning}
     *
     * @param text as written
     */
    public static String without(String text) {
        Reasoning reasoning = new Reasoning();
        return reasoning.feed(text) + reasoning.finish();
    }

    private void accept(char c) {
        String tag = thinking ? CLOSE : OPEN;
        boolean mayBegin = thinking || lineBegins;
        if (mayBegin && tag.charAt(held.length()) == c) {
            held.append(c);
            if (held.length() == tag.length()) {
                held.setLength(0);
                thinking = !thinking;
                lineBegins = true;
            }
        } else if (held.length() > 0) {
            release();
            accept(c);
        } else if (!thinking) {
            out.append(c);
            lineBegins = c == '\n' || c == '\r' || lineBegins && Character.isWhitespace(c);
        }
    }

    /** It was no tag. */
    private void release() {
        if (!thinking && held.length() > 0) {
            out.append(held);
            lineBegins = false;
        }
        held.setLength(0);
    }

    private String take() {
        String text = out.toString();
        out.setLength(0);
        return text;
    }
}
