package alan.companion;

import alan.api.AlanException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is open on behalf of one piece of work, so that any thread can close all of it at once. */
final class Scope {
    private static final Logger LOG = LoggerFactory.getLogger(Scope.class);

    private final List<AutoCloseable> open = new ArrayList<>();
    private boolean cancelled;

    /**
     * Opens something.
     *
     * @param opening makes it
     * @return it; it is closed by {@link #close} or {@link #cancel}, whichever comes first
     * @throws CancelledException when that is no longer wanted; it is then closed already
     */
    <T extends AutoCloseable> T open(Opening<T> opening) throws AlanException, CancelledException {
        check();
        T opened = opening.open();
        synchronized (this) {
            if (!cancelled) {
                open.add(opened);
                return opened;
            }
        }
        closeQuietly(opened);
        throw new CancelledException();
    }

    /** Closes one thing. */
    void close(AutoCloseable opened) {
        synchronized (this) {
            open.removeIf(each -> each == opened);
        }
        closeQuietly(opened);
    }

    /** Closes everything, and whatever will yet be opened. */
    void cancel() {
        List<AutoCloseable> all;
        synchronized (this) {
            cancelled = true;
            all = List.copyOf(open);
            open.clear();
        }
        all.forEach(Scope::closeQuietly);
    }

    /** Does nothing unless {@link #cancel} was called. */
    synchronized void check() throws CancelledException {
        if (cancelled) {
            throw new CancelledException();
        }
    }

    private static void closeQuietly(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            LOG.warn("{} could not be closed", opened.getClass().getName(), e);
        }
    }

    /** Makes something that must be closed. */
    interface Opening<T> {
        T open() throws AlanException, CancelledException;
    }
}
