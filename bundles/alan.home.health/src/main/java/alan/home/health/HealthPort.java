package alan.home.health;

import alan.api.AlanException;
import alan.api.config.ConfigCheck;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The port on which the health is told. One that is taken is tried again until it is free. */
final class HealthPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthPort.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);
    private static final long RETRY_SECONDS = 5;

    private final String bind;
    private final int port;
    private final Health health;
    private final Metrics metrics;
    private ScheduledExecutorService thread;
    private HealthServer server;
    private AlanException problem;
    private boolean closed;

    /**
     * @param bind address to listen on, as a number
     * @param port TCP port; 0 for any
     * @param health of the node
     * @param metrics of it
     */
    HealthPort(String bind, int port, Health health, Metrics metrics) {
        this.bind = bind;
        this.port = port;
        this.health = health;
        this.metrics = metrics;
    }

    /** Starts to listen. Returns when it does, or when it has turned out that it cannot yet. */
    synchronized void start() {
        open();
        if (server == null) {
            thread = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "home-health-port");
                made.setDaemon(true);
                return made;
            });
            thread.scheduleWithFixedDelay(this::open, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private synchronized void open() {
        if (closed || server != null) {
            return;
        }
        try {
            server = new HealthServer(bind, port, health, metrics);
            problem = null;
            LOG.info("The health of this node is told on {} port {}", bind, server.port());
        } catch (AlanException e) {
            // Once, not each few seconds.
            if (problem == null) {
                LOG.warn(PROBLEM, "{}", e.getMessage());
            }
            problem = e;
        }
        if (server != null && thread != null) {
            thread.shutdown();
        }
    }

    /** {@return the port; 0 while it does not listen} */
    synchronized int port() {
        return server == null ? 0 : server.port();
    }

    /** {@return why it does not listen; {@code null} if it does} */
    synchronized AlanException problem() {
        return problem;
    }

    /** Listens no more. */
    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.shutdownNow();
        }
        if (server != null) {
            server.close();
        }
    }
}
