package alan.home;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the work for a request from another thread: closes what it pulls from, and interrupts it where it waits for anything else. */
final class Cancellation {
    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

    private Thread worker;
    private AutoCloseable held;
    private boolean cancelled;

    /** The calling thread works from now on. */
    synchronized void begin() {
        worker = Thread.currentThread();
        if (cancelled) {
            // It was just before.
            worker.interrupt();
        }
    }

    /** It does not any more. An interrupt that came for it stays here. */
    synchronized void end() {
        worker = null;
        held = null;
        Thread.interrupted();
    }

    /** {@return what was opened, which is closed when the work is cancelled; the worker closes it all the same} */
    <T extends AutoCloseable> T hold(T opened) throws CancelledException {
        synchronized (this) {
            if (!cancelled) {
                held = opened;
                return opened;
            }
        }
        close(opened);
        throw new CancelledException();
    }

    /** @throws CancelledException when the work is cancelled */
    synchronized void check() throws CancelledException {
        if (cancelled) {
            throw new CancelledException();
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Ends the work, and all that begins later. */
    void cancel() {
        AutoCloseable open;
        synchronized (this) {
            cancelled = true;
            open = held;
            held = null;
            if (worker != null) {
                worker.interrupt();
            }
        }
        if (open != null) {
            close(open);
        }
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            LOG.debug("What was cancelled could not be closed", e);
        }
    }
}
