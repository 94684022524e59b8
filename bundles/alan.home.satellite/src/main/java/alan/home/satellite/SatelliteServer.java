package alan.home.satellite;

import alan.api.home.HomeStatus;
import alan.api.home.ListenAddress;
import alan.api.satellite.Satellite;
import alan.api.text.Text;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for hubs. A port that is taken is tried again until it is free. */
final class SatelliteServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SatelliteServer.class);
    /** A hub has one connection to use the satellite, and opens others to ask what it is. */
    private static final int MOST_CONNECTIONS = 16;

    private static final long RETRY_MILLIS = 5_000;
    private static final int LOOK_MILLIS = 1_000;

    private final Satellite satellite;
    private final SatelliteSettings settings;
    private final IntConsumer onListening;
    private final Set<HubConnection> connections = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "satellite-server");
    private volatile ServerSocket server;
    /** Why it does not listen, told once; written by its thread only. */
    private volatile String problem;
    private volatile boolean closed;

    /**
     * Begins to listen.
     *
     * @param satellite that hubs use
     * @param settings what is configured
     * @param onListening told the port
     */
    SatelliteServer(Satellite satellite, SatelliteSettings settings, IntConsumer onListening) {
        this.satellite = satellite;
        this.settings = settings;
        this.onListening = onListening;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(settings.address(), settings.port()));
                // Looked after each second.
                socket.setSoTimeout(LOOK_MILLIS);
                server = socket;
                problem = null;
                LOG.info("This satellite can be used on {} port {}", settings.address().getHostAddress(), socket.getLocalPort());
                onListening.accept(socket.getLocalPort());
                accept(socket);
            } catch (IOException e) {
                retry(e);
            } finally {
                server = null;
            }
        }
    }

    private void retry(IOException e) {
        if (closed) {
            return;
        }
        String sentence = Text.tr("The satellite cannot listen on port %s (%s): end what uses it, or choose another by --home.satellite.port.",
                String.valueOf(settings.port()), e.getMessage());
        if (!sentence.equals(problem)) {
            LOG.error("{}", sentence);
        }
        problem = sentence;
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket socket) throws IOException {
        while (!closed) {
            try {
                welcome(socket.accept());
            } catch (SocketTimeoutException e) {
                connections.forEach(HubConnection::watch);
            }
        }
    }

    private void welcome(Socket socket) throws IOException {
        if (!settings.allow().allows(socket.getInetAddress())) {
            LOG.warn("{} wanted to connect, which allow in config/alan.home.cfg does not let it", socket.getInetAddress().getHostAddress());
            socket.close();
            return;
        }
        if (connections.size() >= MOST_CONNECTIONS) {
            LOG.warn("{} wanted to connect, and there are {} connections already", socket.getInetAddress().getHostAddress(), MOST_CONNECTIONS);
            socket.close();
            return;
        }
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        HubConnection[] self = new HubConnection[1];
        self[0] = new HubConnection(socket, connection -> new SatelliteDialogue(satellite, settings, connection.client(), connection::alive,
                connection::send, connection::close), () -> connections.remove(self[0]));
        connections.add(self[0]);
        Thread reader = new Thread(self[0], "satellite-hub");
        reader.setDaemon(true);
        reader.start();
    }

    /** {@return how it stands} */
    HomeStatus.Face status() {
        ServerSocket now = server;
        return new HomeStatus.Face("wyoming", ListenAddress.text(settings.address(), now == null ? settings.port() : now.getLocalPort()), now != null, problem,
                connections.stream().map(HubConnection::client).sorted().toList());
    }

    /** Listens no more, and lets all hubs go. */
    @Override
    public void close() {
        closed = true;
        try {
            ServerSocket now = server;
            if (now != null) {
                now.close();
            }
        } catch (IOException e) {
            LOG.debug("The port could not be closed", e);
        }
        thread.interrupt();
        connections.forEach(HubConnection::close);
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
