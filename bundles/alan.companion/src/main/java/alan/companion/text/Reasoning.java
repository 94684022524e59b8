package alan.companion.text;

/**
 * Takes out what a model thinks aloud before it answers: blocks of {@code <think>…</think>} that begin a line, as reasoning
 * models write them. A tag within a line is what the answer is about, and stays. A block that is not closed goes on to the end.
 *
 * <p>Some chat templates open the block themselves, so that the text has only its end: everything up to a {@code </think>} that begins a
 * line and closes nothing is a thought, too. What was given out of it before cannot be taken back, see {@link #discarded}.
 *
 * <p>The result does not depend on how the text was cut into pieces. Not safe for use by several threads.
 */
public final class Reasoning {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final StringBuilder out = new StringBuilder();
    /** What may be the beginning of a tag. */
    private final StringBuilder held = new StringBuilder();
    /** The thought that the text is presumed to begin in, until its end shows that it is one; {@code null} if none is presumed. */
    private StringBuilder presumed;
    private boolean thinking;
    private boolean lineBegins = true;
    /** Whether a tag has come, after which a closing one alone means nothing. */
    private boolean tagged;
    private boolean beganInThought;
    private boolean discarded;

    /** For a text that begins with what is said. */
    public Reasoning() {
        this(false);
    }

    /**
     * @param inThought whether the text is presumed to begin in the middle of a thought: nothing is given out before its end has come, or, if none
     *     comes, the end of the text
     */
    public Reasoning(boolean inThought) {
        thinking = inThought;
        presumed = inThought ? new StringBuilder() : null;
    }

    /**
     * Takes some more of the text.
     *
     * @param piece of any length
     * @return what of it, and of what was held back, is not reasoning; perhaps nothing
     */
    public String feed(String piece) {
        discarded = false;
        for (int i = 0; i < piece.length(); i++) {
            accept(piece.charAt(i));
        }
        return take();
    }

    /** {@return what was still held back; the text has ended} */
    public String finish() {
        release();
        if (presumed != null) {
            out.append(without(presumed.toString()));
            presumed = null;
        }
        return take();
    }

    /** {@return whether the last piece has shown that everything that was given out before was a thought} */
    public boolean discarded() {
        return discarded;
    }

    /** {@return whether the text has turned out to begin in the middle of a thought} */
    public boolean beganInThought() {
        return beganInThought;
    }

    /** {@return whether the thought that the text was presumed to begin in has not ended yet} */
    public boolean inPresumedThought() {
        return presumed != null;
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
        String tag = tag(c);
        if (tag != null) {
            held.append(c);
            if (held.length() == tag.length()) {
                held.setLength(0);
                turn(tag);
            }
        } else if (held.length() > 0) {
            release();
            accept(c);
        } else if (!thinking) {
            out.append(c);
            lineBegins = c == '\n' || c == '\r' || lineBegins && Character.isWhitespace(c);
        } else if (presumed != null) {
            presumed.append(c);
        }
    }

    /** {@return the tag that a character may belong to; {@code null} if none} */
    private String tag(char c) {
        if ((thinking || lineBegins && !tagged) && goesOn(CLOSE, c)) {
            return CLOSE;
        }
        return !thinking && lineBegins && goesOn(OPEN, c) ? OPEN : null;
    }

    private boolean goesOn(String tag, char c) {
        return tag.startsWith(held.toString() + c);
    }

    private void turn(String tag) {
        if (tag.equals(CLOSE) && (!thinking || presumed != null)) {
            beganInThought = true;
            discarded = !thinking;
            out.setLength(0);
            presumed = null;
        }
        thinking = tag.equals(OPEN);
        tagged = true;
        lineBegins = true;
    }

    /** It was no tag. */
    private void release() {
        if (!thinking && held.length() > 0) {
            out.append(held);
            lineBegins = false;
        } else if (presumed != null) {
            presumed.append(held);
        }
        held.setLength(0);
    }

    private String take() {
        String text = out.toString();
        out.setLength(0);
        return text;
    }
}
