package alan.home.esphome;

import alan.api.AlanException;
import alan.api.home.HomeStatus;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteStatus;
import alan.node.net.Acceptor;
import alan.node.net.Seldom;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has connections to hubs. */
final class EsphomeServer implements Acceptor.Host, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EsphomeServer.class);
    /** A hub has one connection, and people look into the device from a computer. */
    private static final int MOST_CONNECTIONS = 16;

    private final Satellite satellite;
    private final EsphomeSettings settings;
    private final IntConsumer onListening;
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
    EsphomeServer(Satellite satellite, EsphomeSettings settings, IntConsumer onListening) {
        this.satellite = satellite;
        this.settings = settings;
        this.onListening = onListening;
        acceptor = new Acceptor("esphome-server", new InetSocketAddress(settings.address(), settings.port()), settings.allow(), this);
        acceptor.start();
    }

    @Override
    public void listening(int port) {
        LOG.info("This satellite can be used by ESPHome's protocol on {} port {}", settings.address().getHostAddress(), port);
        onListening.accept(port);
    }

    @Override
    public AlanException problem(String reason) {
        return new AlanException("The ESPHome satellite cannot listen on port %s (%s): end what uses it, or choose another by --home.esphome.port.",
                String.valueOf(settings.port()), reason);
    }

    @Override
    public void welcome(Socket socket) throws IOException {
        if (connections.size() >= MOST_CONNECTIONS) {
            warnings.warn("{} wanted to connect, and there are {} connections already", socket.getInetAddress().getHostAddress(), MOST_CONNECTIONS);
            socket.close();
            return;
        }
        HubConnection[] self = new HubConnection[1];
        self[0] = new HubConnection(socket, satellite, settings, () -> connections.remove(self[0]));
        connections.add(self[0]);
        Thread reader = new Thread(self[0], "esphome-hub");
        reader.setDaemon(true);
        reader.start();
    }

    /** Tells all hubs how the satellite stands. @param status of it */
    void tellStates(SatelliteStatus status) {
        connections.forEach(each -> each.tellStates(status));
    }

    /** {@return how it stands} */
    HomeStatus.Face status() {
        return new HomeStatus.Face("esphome", acceptor.address(), acceptor.listening(), acceptor.problem(),
                connections.stream().map(HubConnection::client).sorted().toList());
    }

    /** Listens no more, and lets all hubs go. */
    @Override
    public void close() {
        acceptor.close();
        connections.forEach(HubConnection::close);
    }
}
