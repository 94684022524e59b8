package alan.home.satellite;

import alan.api.AlanException;
import alan.api.home.HomeStatus;
import alan.api.satellite.Satellite;
import alan.api.text.Text;
import alan.node.net.Acceptor;
import alan.node.net.Seldom;
import alan.wyoming.ErrorCode;
import alan.wyoming.EventWriter;
import alan.wyoming.Events;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has connections to hubs. */
final class SatelliteServer implements Acceptor.Host, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SatelliteServer.class);
    /** A hub has one connection to use the satellite, and opens others to ask what it is. */
    private static final int MOST_CONNECTIONS = 16;

    private final Satellite satellite;
    private final SatelliteSettings settings;
    private final IntConsumer onListening;
    private final LongSupplier clock;
    private final Set<HubConnection> connections = ConcurrentHashMap.newKeySet();
    private final Seldom warnings = new Seldom(LOG);
    private final Acceptor acceptor;

    /**
     * Begins to listen.
     *
     * @param satellite that hubs use
     * @param settings what is configured
     * @param onListening told the port
     */
    SatelliteServer(Satellite satellite, SatelliteSettings settings, IntConsumer onListening) {
        this(satellite, settings, onListening, System::nanoTime);
    }

    /** For tests, whose time passes faster. @param clock gives nanoseconds */
    SatelliteServer(Satellite satellite, SatelliteSettings settings, IntConsumer onListening, LongSupplier clock) {
        this.satellite = satellite;
        this.settings = settings;
        this.onListening = onListening;
        this.clock = clock;
        acceptor = new Acceptor("satellite-server", new InetSocketAddress(settings.address(), settings.port()), settings.allow(), this);
        acceptor.start();
    }

    @Override
    public void listening(int port) {
        LOG.info("This satellite can be used on {} port {}", settings.address().getHostAddress(), port);
        onListening.accept(port);
    }

    @Override
    public AlanException problem(String reason) {
        return new AlanException("The satellite cannot listen on port %s (%s): end what uses it, or choose another by --home.satellite.port.",
                String.valueOf(settings.port()), reason);
    }

    @Override
    public void look() {
        connections.forEach(HubConnection::watch);
    }

    @Override
    public void welcome(Socket socket) throws IOException {
        if (connections.size() >= MOST_CONNECTIONS) {
            warnings.warn("{} wanted to connect, and there are {} connections already", socket.getInetAddress().getHostAddress(), MOST_CONNECTIONS);
            refuse(socket);
            return;
        }
        socket.setTcpNoDelay(true);
        KeepAlive.begin(socket);
        HubConnection[] self = new HubConnection[1];
        self[0] = new HubConnection(socket, connection -> new SatelliteDialogue(satellite, settings, connection.client(), connection::alive,
                connection::send, connection::close), () -> connections.remove(self[0]), clock);
        connections.add(self[0]);
        Thread reader = new Thread(self[0], "satellite-hub");
        reader.setDaemon(true);
        reader.start();
    }

    private static void refuse(Socket socket) throws IOException {
        try (socket) {
            // A new socket's buffer has room for so little, so nobody waits.
            socket.getOutputStream().write(EventWriter.bytes(Events.error(
                    Text.tr("There are already %d connections, which is the most; try again in a moment.", MOST_CONNECTIONS), ErrorCode.BUSY)));
        }
    }

    /** {@return how it stands} */
    HomeStatus.Face status() {
        return new HomeStatus.Face("wyoming", acceptor.address(), acceptor.listening(), acceptor.problem(),
                connections.stream().map(HubConnection::client).sorted().toList());
    }

    /** Listens no more, and lets all hubs go. */
    @Override
    public void close() {
        acceptor.close();
        connections.forEach(HubConnection::close);
    }
}
