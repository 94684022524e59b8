package alan.node.net;

import alan.api.AlanException;
import alan.api.config.ConfigCheck;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Opens a port for a library's server, which does not wait for one that is taken: that is said once, and it is tried again until it is free. */
public final class Opener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Opener.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);
    private static final long RETRY_MILLIS = 5_000;

    private final Port port;
    private final long retryMillis;
    private AlanException problem;
    private int failures;
    private boolean closed;

    /** What is opened. */
    @FunctionalInterface
    public interface Port {
        /** Opens it. Called by one thread at a time. @throws AlanException when it cannot be opened yet: a sentence */
        void open() throws AlanException;
    }

    /** @param port that is to be opened */
    public Opener(Port port) {
        this(port, RETRY_MILLIS);
    }

    /** For tests. @param port that is to be opened @param retryMillis after which it is tried again */
    Opener(Port port, long retryMillis) {
        this.port = port;
        this.retryMillis = retryMillis;
    }

    /** Opens the port. Returns when it has, or when it has turned out that it cannot yet. */
    public void start() {
        int before;
        synchronized (this) {
            if (closed) {
                return;
            }
            before = failures;
        }
        try {
            port.open();
            opened(before);
        } catch (AlanException e) {
            failed(e);
        }
    }

    private synchronized void opened(int before) {
        // It may have been lost meanwhile.
        if (failures == before) {
            problem = null;
        }
    }

    /** The port has been lost, or could not be had after all: it is opened again after a while. @param why a sentence */
    public synchronized void failed(AlanException why) {
        if (closed) {
            return;
        }
        failures++;
        if (problem == null) {
            LOG.error(PROBLEM, "{}", why.getMessage());
        }
        problem = why;
        CompletableFuture.delayedExecutor(retryMillis, TimeUnit.MILLISECONDS).execute(this::start);
    }

    /** {@return why it is not open; {@code null} if it is, or has not been tried} */
    public synchronized AlanException problem() {
        return problem;
    }

    /** Tries no more. What is open stays so. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
