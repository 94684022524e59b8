package alan.companion.text;

import java.util.regex.Pattern;

/**
 * Takes the block structure of markdown out of a text, line by line: marks of headings, quotes and bullets go, the numbers of
 * lists stay (their order means something), fenced code and drawn lines go whole, a table's row becomes its cells with commas
 * between. Every block is set apart with {@link CodePointSink#BREAK}; lines of one paragraph stay lines.
 *
 * <p>A line's text goes on at once; only the few characters at its beginning that say what it is are held back, and the rows of
 * tables.
 */
final class MarkdownBlocks implements CodePointSink {
    private static final String BULLETS = "-*+•◦▪●‣";
    private static final Pattern RULE = Pattern.compile("([-*_=])[-*_=|: ]*|:-[-|: ]*");
    private static final Pattern SEPARATOR = Pattern.compile("[|:\\s-]*-[|:\\s-]*");
    private static final Pattern NUMBER_BEGUN = Pattern.compile("\\d{1,9}[.)]?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}[.)] ");
    private static final Pattern TASK = Pattern.compile("\\[[ xX]] ");
    private static final int LONGEST_ROW = 4000;

    private enum Mode {
        BEGINNING, TEXT, FENCE_OPENING, FENCE, ROW
    }

    private final CodePointSink out;
    private final StringBuilder held = new StringBuilder();
    private Mode mode = Mode.BEGINNING;
    private boolean heading;
    private boolean softBreak;
    private boolean afterBullet;
    private char fence;
    private int fenceLength;
    private boolean loose;
    private int ticks;

    MarkdownBlocks(CodePointSink out) {
        this.out = out;
    }

    @Override
    public void accept(int c) {
        switch (mode) {
            case BEGINNING -> beginning(c);
            case TEXT -> text(c);
            case FENCE_OPENING -> fenceOpening(c);
            case FENCE -> fence(c);
            case ROW -> row(c);
            default -> throw new IllegalStateException(mode.name());
        }
    }

    @Override
    public void end() {
        if (mode == Mode.BEGINNING) {
            beginning('\n');
        } else if (mode == Mode.ROW) {
            row('\n');
        } else if (mode == Mode.TEXT && ticks < 3) {
            releaseTicks();
        }
        out.end();
    }

    private void breakHere() {
        softBreak = false;
        out.accept(BREAK);
    }

    private void text(int c) {
        if (c == '`') {
            ticks++;
        } else if (ticks >= 3) {
            // A careless writer began the code in the middle of a line; wherever the next three backticks come, it ends.
            startFence('`', ticks);
            loose = true;
            fenceOpening(c);
        } else {
            releaseTicks();
            inLine(c);
        }
    }

    private void releaseTicks() {
        for (; ticks > 0; ticks--) {
            out.accept('`');
        }
    }

    private void inLine(int c) {
        if (c != '\n') {
            out.accept(c);
            return;
        }
        if (heading) {
            breakHere();
        } else {
            softBreak = true;
        }
        startLine();
    }

    private void startLine() {
        mode = Mode.BEGINNING;
        heading = false;
        afterBullet = false;
        held.setLength(0);
    }

    /** The line is nothing special from here on. */
    private void startText() {
        String text = held.toString();
        held.setLength(0);
        mode = Mode.TEXT;
        if (softBreak) {
            softBreak = false;
            out.accept('\n');
        }
        out.acceptAll(text);
    }

    private void beginning(int c) {
        if (c == '\n') {
            endBeginning();
            return;
        }
        if (held.length() == 0 && Character.isWhitespace(c)) {
            return;
        }
        held.appendCodePoint(c);
        String line = held.toString();
        char first = line.charAt(0);
        if (first == '>') {
            held.setLength(0);
        } else if (first == '#') {
            heading(line);
        } else if (first == '|') {
            mode = Mode.ROW;
        } else if (line.equals("```") || line.equals("~~~")) {
            startFence(first, 3);
        } else if (BULLETS.indexOf(first) >= 0 && line.length() == 2 && line.charAt(1) == ' ') {
            startItem("");
        } else if (NUMBER.matcher(line).matches()) {
            startItem(line);
            startText();
        } else if (afterBullet && TASK.matcher(line).matches()) {
            held.setLength(0);
            afterBullet = false;
        } else if (!mayBeSpecial(line)) {
            startText();
        }
    }

    private boolean mayBeSpecial(String line) {
        return line.length() == 1 && BULLETS.indexOf(line.charAt(0)) >= 0
                || "```".startsWith(line) || "~~~".startsWith(line)
                || line.equals(":") || RULE.matcher(line).matches()
                || NUMBER_BEGUN.matcher(line).matches()
                || afterBullet && line.length() < 4 && TASK.matcher(line + "[ ] ".substring(line.length())).matches();
    }

    private void heading(String line) {
        String marks = line.substring(0, line.length() - 1);
        char last = line.charAt(line.length() - 1);
        if (last == ' ' && marks.length() <= 6) {
            breakHere();
            held.setLength(0);
            startText();
            heading = true;
        } else if (last != '#') {
            startText();
        }
    }

    private void startItem(String kept) {
        breakHere();
        held.setLength(0);
        held.append(kept);
        afterBullet = true;
    }

    /** A line ended before it was clear what it is. */
    private void endBeginning() {
        String line = held.toString().strip();
        boolean rule = line.length() > 1 && RULE.matcher(line).matches();
        boolean headingWithoutText = !line.isEmpty() && line.chars().allMatch(c -> c == '#');
        boolean bulletWithoutText = line.length() == 1 && BULLETS.indexOf(line.charAt(0)) >= 0;
        if (line.isEmpty() || rule || headingWithoutText || bulletWithoutText) {
            breakHere();
        } else {
            startText();
            softBreak = true;
        }
        startLine();
    }

    private void startFence(char c, int length) {
        breakHere();
        held.setLength(0);
        mode = Mode.FENCE_OPENING;
        fence = c;
        fenceLength = length;
        loose = false;
        ticks = 0;
    }

    private void endFenceInLine() {
        held.setLength(0);
        mode = Mode.TEXT;
    }

    /**
     * The rest of the opening line: more of the fence, then a language. A second run of backticks in it closes the code again.
     */
    private void fenceOpening(int c) {
        if (c == '\n') {
            mode = Mode.FENCE;
            held.setLength(0);
        } else if (c == fence && held.length() == 0) {
            fenceLength++;
        } else {
            held.appendCodePoint(c);
            if (fence == '`' && held.indexOf("```") > 0) {
                endFenceInLine();
            }
        }
    }

    private void fence(int c) {
        if (c != '\n') {
            held.appendCodePoint(c);
            if (loose && held.indexOf("```") >= 0) {
                endFenceInLine();
            }
            return;
        }
        String line = held.toString().replaceFirst("^[>\\s]+", "").strip();
        held.setLength(0);
        if (line.length() >= fenceLength && line.chars().allMatch(each -> each == fence)) {
            startLine();
        }
    }

    private void row(int c) {
        if (c != '\n' && held.length() < LONGEST_ROW) {
            held.appendCodePoint(c);
            return;
        }
        String row = held.toString();
        if (!SEPARATOR.matcher(row).matches()) {
            readRow(row);
        }
        startLine();
        if (c != '\n') {
            accept(c);
        }
    }

    private void readRow(String row) {
        breakHere();
        boolean begun = false;
        for (String cell : row.split("(?<!\\\\)\\|")) {
            if (!cell.isBlank()) {
                out.acceptAll(begun ? ", " : "");
                out.acceptAll(cell.strip());
                begun = true;
            }
        }
        breakHere();
    }
}
