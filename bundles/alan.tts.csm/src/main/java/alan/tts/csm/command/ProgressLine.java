package alan.tts.csm.command;

import alan.api.text.Text;
import alan.tts.csm.tensor.Progress;
import java.io.PrintStream;

/** Shows how far something long is: a line that is written over and over on a terminal; elsewhere, a line for each quarter of a file. */
final class ProgressLine implements Progress, AutoCloseable {
    private static final int BAR = 24;
    private static final int QUARTERS = 4;

    private final PrintStream out;
    private final boolean terminal;
    private final int width;
    private String file;
    private int quarter;
    private boolean open;

    /** @param console where to */
    ProgressLine(Console console) {
        this(console.err(), console.watched(), console.width());
    }

    /** @param out where to @param terminal whether a line can be drawn over @param width columns of that terminal */
    ProgressLine(PrintStream out, boolean terminal, int width) {
        this.out = out;
        this.terminal = terminal;
        this.width = width;
    }

    @Override
    public synchronized void at(String name, long done, long total) {
        if (!name.equals(file)) {
            close();
            file = name;
            quarter = 0;
        }
        int part = (int) (BAR * done / Math.max(1, total));
        String amount = Text.tr("%s of %s", Units.bytes(done), Units.bytes(total));
        if (terminal) {
            draw(String.join("  ", name, "[" + "#".repeat(part) + "-".repeat(BAR - part) + "]", amount));
        } else if (part * QUARTERS / BAR > quarter) {
            quarter = part * QUARTERS / BAR;
            out.println(String.join("  ", name, amount));
        }
    }

    /** A frame has been drawn. @param number of frames so far @param most that there may be */
    synchronized void frame(int number, int most) {
        if (terminal) {
            file = null;
            draw(Text.tr("frame %s of at most %s", number, most));
        }
    }

    private void draw(String line) {
        // The last column stays free: many terminals wrap when it is written.
        int room = Math.max(1, width - 1);
        String shown = line.length() > room ? line.substring(0, room) : line;
        out.print("\r" + shown + " ".repeat(room - shown.length()));
        out.flush();
        open = true;
    }

    /** Ends the line. */
    @Override
    public synchronized void close() {
        if (open) {
            out.println();
            open = false;
        }
    }
}
