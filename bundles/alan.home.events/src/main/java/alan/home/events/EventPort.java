package alan.home.events;

import alan.api.AlanException;
import alan.api.config.ConfigCheck;
import alan.api.home.HomeStatus;
import alan.api.home.ListenAddress;
import alan.api.satellite.Satellite;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The port to which lights and buttons connect. One that is taken is tried again until it is free. */
final class EventPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventPort.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);
    private static final long RETRY_SECONDS = 5;

    private final Satellite satellite;
    private final InetSocketAddress address;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "home-events-port");
        made.setDaemon(true);
        return made;
    });
    private EventServer server;
    private Satellite.Watching watching;
    private AlanException problem;
    private boolean closed;

    /**
     * @param satellite that is told of
     * @param address to listen on
     */
    EventPort(Satellite satellite, InetSocketAddress address) {
        this.satellite = satellite;
        this.address = address;
    }

    /** Starts to listen, and goes on trying where that cannot be done yet. */
    void start() {
        open();
    }

    private synchronized void open() {
        if (closed || server != null) {
            return;
        }
        // The library logs a stack trace of a port that it cannot have, and keeps its socket: it is asked only where it can.
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (IOException e) {
            tell(e);
            return;
        }
        // It can be started once only.
        server = new EventServer(satellite, address, this::listening);
        server.start();
        watching = satellite.watch(server);
    }

    private synchronized void listening(int port) {
        if (port >= 0) {
            problem = null;
        } else if (!closed && server != null && server.failure() != null) {
            tell(server.failure());
            watching.close();
            server = null;
        }
    }

    private void tell(Exception e) {
        AlanException sentence = new AlanException(
                "Lights and buttons cannot connect, as port %s cannot be listened on (%s): end what uses it, or choose another by --home.events.port.",
                String.valueOf(address.getPort()), e.getMessage(), e);
        // Once, not each few seconds.
        if (problem == null) {
            LOG.error(PROBLEM, "{}", sentence.getMessage());
        }
        problem = sentence;
        thread.schedule(this::open, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    /** {@return why it does not listen; {@code null} if it does, or is about to} */
    synchronized AlanException problem() {
        return problem;
    }

    /** {@return how it stands} */
    synchronized HomeStatus.Face status() {
        String why = problem == null ? null : problem.getLocalizedMessage();
        return server == null ? new HomeStatus.Face("events", ListenAddress.text(address.getAddress(), address.getPort()), false, why, List.of()) : server.status(why);
    }

    /** Listens no more. */
    @Override
    public void close() {
        EventServer last;
        synchronized (this) {
            closed = true;
            thread.shutdownNow();
            last = server;
            if (watching != null) {
                watching.close();
            }
        }
        // Its thread may want to tell something meanwhile.
        if (last != null) {
            last.shut();
        }
    }
}
