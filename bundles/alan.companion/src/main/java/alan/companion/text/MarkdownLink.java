package alan.companion.text;

/**
 * What begins with a square bracket: a link, an image, a footnote's mark, or just brackets. Of a link its text is read, of an
 * image its alternative text, of a footnote's mark nothing; brackets without a target stay as they are.
 */
final class MarkdownLink {
    private static final int LONGEST_TEXT = 400;
    private static final int LONGEST_TARGET = 2000;

    private enum State {
        TEXT, AFTER_TEXT, TARGET, REFERENCE, LINK
    }

    /** Where the result goes. */
    interface Reader {
        /** Reads characters as they are. */
        void plain(String text);

        /** Reads text that may hold more markup. */
        void inline(String text);
    }

    private final String opening;
    private final StringBuilder held = new StringBuilder();
    private State state = State.TEXT;
    private String text = "";
    private int depth = 1;
    private boolean ended;

    /** @param image whether an exclamation mark came before the bracket */
    MarkdownLink(boolean image) {
        opening = image ? "![" : "[";
    }

    /** {@return whether this character still belongs to it} See {@link #ended} after each. */
    boolean accept(int c) {
        return switch (state) {
            case TEXT -> inText(c);
            case AFTER_TEXT -> afterText(c);
            case TARGET -> inTarget(c, c == '(' ? 1 : c == ')' ? -1 : 0);
            case REFERENCE -> inTarget(c, c == ']' ? -1 : 0);
            case LINK -> false;
        };
    }

    /** {@return whether it is over, one way or the other} */
    boolean ended() {
        return ended;
    }

    /** Gives out what is to be read of it, ended or not. */
    void read(Reader reader) {
        switch (state) {
            case TEXT -> {
                reader.plain(opening);
                reader.inline(held.toString());
            }
            case AFTER_TEXT -> brackets(reader);
            case TARGET, REFERENCE -> {
                brackets(reader);
                reader.plain(state == State.TARGET ? "(" : "[");
                reader.inline(held.toString());
            }
            case LINK -> reader.inline(text);
            default -> throw new IllegalStateException(state.name());
        }
    }

    private void brackets(Reader reader) {
        if (!text.startsWith("^")) {
            reader.plain(opening);
            reader.inline(text);
            reader.plain("]");
        }
    }

    private boolean inText(int c) {
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        if (depth == 0) {
            text = held.toString();
            held.setLength(0);
            state = State.AFTER_TEXT;
            return true;
        }
        held.appendCodePoint(c);
        ended = held.length() > LONGEST_TEXT;
        return true;
    }

    private boolean afterText(int c) {
        if (c != '(' && c != '[') {
            ended = true;
            return false;
        }
        state = c == '(' ? State.TARGET : State.REFERENCE;
        depth = 1;
        return true;
    }

    private boolean inTarget(int c, int deeper) {
        depth += deeper;
        if (depth == 0) {
            state = State.LINK;
            ended = true;
            return true;
        }
        if (c == '\n' || held.length() > LONGEST_TARGET) {
            ended = true;
            return false;
        }
        held.appendCodePoint(c);
        return true;
    }
}
