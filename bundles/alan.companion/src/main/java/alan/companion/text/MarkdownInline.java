package alan.companion.text;

/**
 * Takes inline markdown out of a text: emphasis, code marks, links (their text stays), images (their alternative text stays),
 * addresses (their host stays), HTML tags. What turns out not to be markup goes out as it came.
 *
 * <p>It holds back no more than the construct that it is in the middle of; a construct that does not end within
 * {@value #LONGEST} characters is none.
 */
final class MarkdownInline implements CodePointSink, MarkdownLink.Reader {
    private static final int LONGEST = 400;

    private enum Mode {
        TEXT, ESCAPE, MARKS, TICKS, CODE, CODE_TICKS, BANG, LINK, ANGLE, WORD, URL
    }

    private final CodePointSink out;
    private final StringBuilder held = new StringBuilder();
    private Mode mode = Mode.TEXT;
    private int previous = ' ';
    private int mark;
    private int count;
    private int codeTicks;
    private MarkdownLink link;

    MarkdownInline(CodePointSink out) {
        this.out = out;
    }

    @Override
    public void accept(int c) {
        if (c == BREAK && mode != Mode.TEXT) {
            release();
        }
        switch (mode) {
            case TEXT -> text(c);
            case ESCAPE -> escape(c);
            case MARKS -> marks(c);
            case TICKS -> ticks(c);
            case CODE -> code(c);
            case CODE_TICKS -> codeTicks(c);
            case BANG -> bang(c);
            case LINK -> link(c);
            case ANGLE -> angle(c);
            case WORD -> word(c);
            case URL -> url(c);
            default -> throw new IllegalStateException(mode.name());
        }
    }

    @Override
    public void end() {
        release();
        out.end();
    }

    private void put(int c) {
        out.accept(c);
        previous = c;
    }

    @Override
    public void plain(String text) {
        text.codePoints().forEach(this::put);
    }

    /** Goes on in plain text with what ended a construct. */
    private void again(int c) {
        mode = Mode.TEXT;
        accept(c);
    }

    /** A construct has ended without its end: what is held goes out as text. */
    private void release() {
        Mode was = mode;
        mode = Mode.TEXT;
        switch (was) {
            case ESCAPE -> put('\\');
            case MARKS -> endMarks(' ');
            case BANG -> put('!');
            case LINK -> endLink();
            case ANGLE -> {
                put('<');
                inline(take());
            }
            case WORD -> plain(take());
            case URL -> endUrl();
            default -> { }
        }
    }

    private String take() {
        String text = held.toString();
        held.setLength(0);
        return text;
    }

    /** Reads text that was held back, with whatever markup is in it. */
    @Override
    public void inline(String text) {
        MarkdownInline inline = new MarkdownInline(new CodePointSink() {
            @Override
            public void accept(int codePoint) {
                put(codePoint);
            }

            @Override
            public void end() {
                // The outer text goes on.
            }
        });
        inline.previous = previous;
        inline.acceptAll(text);
        inline.end();
    }

    private void text(int c) {
        switch (c) {
            case '\\' -> mode = Mode.ESCAPE;
            case '*', '_', '~' -> {
                mode = Mode.MARKS;
                mark = c;
                count = 1;
            }
            case '`' -> {
                mode = Mode.TICKS;
                count = 1;
            }
            case '!' -> mode = Mode.BANG;
            case '[' -> openBracket(false);
            case '<' -> mode = Mode.ANGLE;
            case '|' -> put(' ');
            default -> {
                if (!Character.isLetterOrDigit(previous) && "hHwW".indexOf(c) >= 0) {
                    mode = Mode.WORD;
                    held.appendCodePoint(c);
                } else {
                    put(c);
                }
            }
        }
    }

    private void escape(int c) {
        mode = Mode.TEXT;
        if (c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c)) {
            put(c);
        } else if (c == '\n') {
            put(c);
        } else {
            put('\\');
            accept(c);
        }
    }

    private void marks(int c) {
        if (c == mark) {
            count++;
            return;
        }
        mode = Mode.TEXT;
        endMarks(c);
        accept(c);
    }

    /** Marks of emphasis touch a word on one side only; between two words, or apart from both, they are signs. */
    private void endMarks(int next) {
        boolean spaceBefore = isSpace(previous);
        boolean spaceAfter = isSpace(next);
        boolean kept = spaceBefore && spaceAfter;
        if (mark == '*') {
            kept |= count == 1 && Character.isDigit(previous) && Character.isDigit(next);
        } else if (mark == '_') {
            kept |= Character.isLetterOrDigit(previous) && Character.isLetterOrDigit(next);
        } else {
            kept = count == 1;
        }
        for (int i = 0; kept && i < count; i++) {
            put(mark);
        }
    }

    private void ticks(int c) {
        if (c == '`') {
            count++;
        } else {
            mode = Mode.CODE;
            codeTicks = count;
            accept(c);
        }
    }

    private void code(int c) {
        if (c == '`') {
            mode = Mode.CODE_TICKS;
            count = 1;
        } else {
            put(c);
        }
    }

    private void codeTicks(int c) {
        if (c == '`') {
            count++;
        } else if (count == codeTicks) {
            again(c);
        } else {
            mode = Mode.CODE;
            plain("`".repeat(count));
            accept(c);
        }
    }

    private void bang(int c) {
        if (c == '[') {
            openBracket(true);
        } else {
            put('!');
            again(c);
        }
    }

    private void openBracket(boolean image) {
        mode = Mode.LINK;
        link = new MarkdownLink(image);
    }

    private void link(int c) {
        boolean taken = link.accept(c);
        if (link.ended()) {
            endLink();
            if (!taken) {
                accept(c);
            }
        }
    }

    private void endLink() {
        mode = Mode.TEXT;
        link.read(this);
    }

    private void angle(int c) {
        boolean beginning = held.length() == 0;
        boolean comment = held.indexOf("!--") == 0;
        if (c == '>' && !beginning && (!comment || held.lastIndexOf("--") == held.length() - 2)) {
            endAngle();
        } else if (beginning && !Character.isLetter(c) && c != '/' && c != '!' || held.length() > LONGEST || c == '<') {
            release();
            accept(c);
        } else {
            held.appendCodePoint(c);
        }
    }

    private void endAngle() {
        String inside = take();
        String spoken = Web.spokenTag(inside);
        mode = Mode.TEXT;
        plain(spoken == null ? "<" + inside + ">" : spoken);
    }

    private void word(int c) {
        held.appendCodePoint(c);
        if (Web.isUrl(held)) {
            mode = Mode.URL;
        } else if (!Web.mayBecomeUrl(held)) {
            held.setLength(held.length() - Character.charCount(c));
            plain(take());
            again(c);
        }
    }

    private void url(int c) {
        if (Web.isUrlPart(c, held)) {
            held.appendCodePoint(c);
        } else {
            endUrl();
            again(c);
        }
    }

    private void endUrl() {
        String url = take();
        int end = Web.endOfUrl(url);
        plain(Web.host(url.substring(0, end)));
        inline(url.substring(end));
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || c == BREAK;
    }
}
