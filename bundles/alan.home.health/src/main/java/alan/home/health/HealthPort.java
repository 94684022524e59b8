package alan.home.health;

import alan.api.AlanException;
import alan.node.net.Opener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port on which the health is told. One that is taken is tried again until it is free. */
final class HealthPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthPort.class);

    private final String bind;
    private final int port;
    private final Health health;
    private final Metrics metrics;
    private final Opener opener = new Opener(this::open);
    private HealthServer server;
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
    void start() {
        opener.start();
    }

    private synchronized void open() throws AlanException {
        if (!closed) {
            server = new HealthServer(bind, port, health, metrics);
            LOG.info("The health of this node is told on {} port {}", bind, server.port());
        }
    }

    /** {@return the port; 0 while it does not listen} */
    synchronized int port() {
        return server == null ? 0 : server.port();
    }

    /** {@return why it does not listen; {@code null} if it does} */
    AlanException problem() {
        return opener.problem();
    }

    /** Listens no more. */
    @Override
    public synchronized void close() {
        opener.close();
        closed = true;
        if (server != null) {
            server.close();
        }
    }
}
