package alan.home.events;

import alan.api.AlanException;
import alan.api.home.HomeStatus;
import alan.api.home.ListenAddress;
import alan.api.satellite.Satellite;
import alan.node.net.Opener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** The port to which lights and buttons connect. One that is taken is tried again until it is free. */
final class EventPort implements AutoCloseable {
    private final Satellite satellite;
    private final InetSocketAddress address;
    private final Opener opener = new Opener(this::open);
    private EventServer server;
    private Satellite.Watching watching;
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
        opener.start();
    }

    private synchronized void open() throws AlanException {
        if (closed) {
            return;
        }
        // The library logs a stack trace of a port that it cannot have, and keeps its socket: it is asked only where it can.
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (IOException e) {
            throw problem(e);
        }
        // It can be started once only.
        server = new EventServer(satellite, address, this::failed);
        server.start();
        watching = satellite.watch(server);
    }

    private void failed(Exception why) {
        synchronized (this) {
            if (closed || server == null) {
                return;
            }
            watching.close();
            server = null;
        }
        opener.failed(problem(why));
    }

    private AlanException problem(Exception why) {
        return new AlanException(
                "Lights and buttons cannot connect, as port %s cannot be listened on (%s): end what uses it, or choose another by --home.events.port.",
                String.valueOf(address.getPort()), why.getMessage(), why);
    }

    /** {@return why it does not listen; {@code null} if it does, or is about to} */
    AlanException problem() {
        return opener.problem();
    }

    /** {@return how it stands} */
    HomeStatus.Face status() {
        AlanException problem = problem();
        String why = problem == null ? null : problem.getLocalizedMessage();
        EventServer now;
        synchronized (this) {
            now = server;
        }
        return now == null ? new HomeStatus.Face("events", ListenAddress.text(address.getAddress(), address.getPort()), false, why, List.of()) : now.status(why);
    }

    /** Listens no more. */
    @Override
    public void close() {
        opener.close();
        EventServer last;
        synchronized (this) {
            closed = true;
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
