package alan.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who has a lease on an engine, and a place to wait until nobody has. Has a lock of its own, under which nothing else is called. */
final class Holders {
    private static final Logger LOG = LoggerFactory.getLogger(Holders.class);

    private final List<String> names = new ArrayList<>();

    synchronized void add(String holder) {
        names.add(holder);
    }

    /** {@return whether nobody is left} @param holder that ends */
    synchronized boolean remove(String holder) {
        names.remove(holder);
        notifyAll();
        return names.isEmpty();
    }

    synchronized boolean isEmpty() {
        return names.isEmpty();
    }

    synchronized List<String> names() {
        return List.copyOf(names);
    }

    /**
     * Waits until the last has ended, or the time is over.
     *
     * @param millis how long to wait at most
     * @param what they are waited for, for the log: {@code piper leaves}
     */
    synchronized void awaitNone(long millis, String what) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        if (!names.isEmpty()) {
            LOG.info("{}; waiting for {}", what, names);
        }
        while (!names.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                LOG.warn("{} while {} still use it: the deadline of {} ms has passed", what, names, millis);
                return;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                // Whoever waits wants to go on now; the engine's own end fails the open streams.
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
