package alan.shell.output;

import java.io.PrintStream;
import java.util.function.Consumer;

/** Shows which share of some work is done: a bar that is drawn over and over on a terminal, a line at each quarter elsewhere. */
public final class ShareBar implements Consumer<Double>, AutoCloseable {
    private static final int BAR = 24;
    private static final int QUARTERS = 4;

    private final PrintStream out;
    private final boolean terminal;
    private final String what;
    private int quarter;
    private boolean open;

    /**
     * @param out where to
     * @param terminal whether a line can be drawn over
     * @param what is done, for people
     */
    public ShareBar(PrintStream out, boolean terminal, String what) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
    }

    @Override
    public synchronized void accept(Double share) {
        int percent = (int) Math.round(100 * share);
        if (terminal) {
            int full = (int) (BAR * share);
            out.print("\r" + what + " [" + "#".repeat(full) + "-".repeat(BAR - full) + "] " + percent + " %");
            out.flush();
            open = true;
        } else if (percent * QUARTERS / 100 > quarter) {
            quarter = percent * QUARTERS / 100;
            out.println(what + ": " + percent + " %");
        }
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
