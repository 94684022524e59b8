package alan.shell.output;

import alan.api.model.Models;
import alan.api.text.Text;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/** Shows how far a fetch is: a bar that is drawn over and over on a terminal, a line now and then elsewhere. */
public final class ProgressBar implements Models.Progress, AutoCloseable {
    private static final int BAR = 24;
    private static final int QUARTERS = 4;
    private static final double NANOS = 1e9;

    private final PrintStream out;
    private final boolean terminal;
    private final int width;
    private final LongSupplier clock;

    private String file;
    private long began;
    private long first;
    private int quarter;
    private boolean open;

    /**
     * @param out where to
     * @param terminal whether a line can be drawn over
     * @param width columns of that terminal
     * @param clock in ns, as {@link System#nanoTime}
     */
    public ProgressBar(PrintStream out, boolean terminal, int width, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.width = width;
        this.clock = clock;
    }

    @Override
    public synchronized void at(String name, String source, long done, long total) {
        if (!name.equals(file)) {
            close();
            begin(name, done);
            if (!terminal) {
                out.println(total < 0 ? Text.tr("%s: from %s", name, source) : Text.tr("%s: %s from %s", name, Units.bytes(total), source));
            }
        }
        if (terminal) {
            draw(source, done, total);
        } else {
            tell(done, total);
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

    private void begin(String name, long done) {
        file = name;
        began = clock.getAsLong();
        first = done;
        quarter = 0;
    }

    private void draw(String source, long done, long total) {
        String line = total <= 0
                ? String.join("  ", file, Units.bytes(done), rate(done), source)
                : String.join("  ", file, bar(done, total), percent(done, total), amount(done, total), rate(done), source);
        // The last column stays free: many terminals wrap when it is written.
        int room = Math.max(1, width - 1);
        String shown = line.length() > room ? line.substring(0, room) : line;
        out.print("\r" + shown + " ".repeat(room - shown.length()));
        out.flush();
        open = true;
    }

    private void tell(long done, long total) {
        int now = total <= 0 ? 0 : (int) (QUARTERS * done / total);
        if (now > quarter) {
            quarter = now;
            out.println(file + ": " + percent(done, total).strip() + ", " + amount(done, total) + ", " + rate(done));
        }
    }

    private static String bar(long done, long total) {
        int full = (int) Math.min(BAR, BAR * done / total);
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    private static String percent(long done, long total) {
        return Units.format("%3d %%", Math.min(100, 100 * done / total));
    }

    private static String amount(long done, long total) {
        return Text.tr("%s of %s", Units.bytes(done), Units.bytes(total));
    }

    // Of what came since the bar began: what was there before was not fetched at this rate.
    private String rate(long done) {
        double seconds = (clock.getAsLong() - began) / NANOS;
        return seconds <= 0 ? "" : Units.bytes((done - first) / seconds) + "/s";
    }
}
