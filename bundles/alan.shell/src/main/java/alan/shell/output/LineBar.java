package alan.shell.output;

import alan.api.text.Text;
import java.io.PrintStream;

/** Shows how far something is that has lines: a bar that is drawn over and over on a terminal, a line at each quarter elsewhere. */
public final class LineBar implements AutoCloseable {
    private static final int BAR = 24;
    private static final int QUARTERS = 4;

    private final PrintStream out;
    private final boolean terminal;
    private final int width;
    private int quarter;
    private boolean open;

    /**
     * @param out where to
     * @param terminal whether a line can be drawn over
     * @param width columns of that terminal
     */
    public LineBar(PrintStream out, boolean terminal, int width) {
        this.out = out;
        this.terminal = terminal;
        this.width = width;
    }

    /**
     * Shows it.
     *
     * @param done lines that are there
     * @param lines in all
     * @param secondsLeft estimate; {@code null} if there is none
     * @param now what is being made; {@code null} for nothing
     */
    public synchronized void at(int done, int lines, Double secondsLeft, String now) {
        String state = Text.tr("%d of %d lines", done, lines);
        if (secondsLeft != null) {
            state += "  " + Text.tr("about %s left", Units.duration(secondsLeft));
        }
        if (terminal) {
            draw(bar(done, lines) + "  " + state + (now == null ? "" : "  " + now));
        } else if (QUARTERS * done / lines > quarter) {
            quarter = QUARTERS * done / lines;
            out.println(state);
        }
    }

    /** Prints a line of its own above the bar. Any thread may. @param line to be read and kept */
    public synchronized void print(String line) {
        if (open) {
            out.print("\r" + " ".repeat(Math.max(0, width - 1)) + "\r");
            open = false;
        }
        out.println(line);
    }

    private static String bar(int done, int lines) {
        int full = BAR * done / lines;
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    private void draw(String line) {
        // The last column stays free: many terminals wrap when it is written.
        int room = Math.max(1, width - 1);
        String shown = Units.shorten(line, room);
        out.print("\r" + shown + " ".repeat(Math.max(0, room - shown.length())));
        out.flush();
        open = true;
    }

    /** Ends the line of the bar. */
    @Override
    public synchronized void close() {
        if (open) {
            out.println();
            open = false;
        }
    }
}
