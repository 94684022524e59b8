package alan.node.net;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Warns of what strangers do, a few times a minute: whoever can reach a port could fill the log otherwise, and push out of it what matters. */
public final class Seldom {
    /** Warnings in a minute. */
    static final int MOST = 10;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final LongSupplier clock;
    private long begin;
    private int count;

    /** @param log that is written to */
    public Seldom(Logger log) {
        this(log, System::nanoTime);
    }

    /** @param log that is written to @param clock in nanoseconds */
    Seldom(Logger log, LongSupplier clock) {
        this.log = log;
        this.clock = clock;
        this.begin = clock.getAsLong();
    }

    /**
     * Warns, unless that was done often enough in this minute. How much was left out is said with the next warning.
     *
     * @param format of the sentence, as SLF4J has it
     * @param arguments of it
     */
    public synchronized void warn(String format, Object... arguments) {
        long now = clock.getAsLong();
        if (now - begin >= MINUTE) {
            if (count > MOST) {
                log.warn("{} more warnings like the last one were left out", count - MOST);
            }
            begin = now;
            count = 0;
        }
        count++;
        if (count <= MOST) {
            log.warn(format, arguments);
        }
    }
}
