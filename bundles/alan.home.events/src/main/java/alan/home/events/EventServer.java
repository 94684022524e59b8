package alan.home.events;

import alan.api.home.HomeStatus;
import alan.api.home.ListenAddress;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteWatcher;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all who are connected what happens, and does what they want. */
final class EventServer extends WebSocketServer implements SatelliteWatcher {
    private static final Logger LOG = LoggerFactory.getLogger(EventServer.class);
    private static final int THREADS = 1;
    private static final int MOST_MESSAGE = 64 << 10;
    private static final int MOST_CONNECTIONS = 16;
    private static final int SILENCE_SECONDS = 30;
    private static final int GRACE_MILLIS = 1_000;

    private final Satellite satellite;
    private final Commands commands;
    private final Timers timers;
    private final Consumer<Exception> onFailure;
    private volatile String understood;
    private volatile String answered;
    private volatile boolean listening;

    /**
     * @param satellite that it tells of
     * @param address to listen on
     * @param onFailure told why it does not listen, or not any more
     */
    EventServer(Satellite satellite, InetSocketAddress address, Consumer<Exception> onFailure) {
        super(address, THREADS, List.<Draft>of(new Draft_6455(List.of(), List.of(new Protocol("")), MOST_MESSAGE)));
        this.satellite = satellite;
        this.commands = new Commands(satellite);
        this.timers = new Timers(satellite.status());
        this.onFailure = onFailure;
        setReuseAddr(true);
        setTcpNoDelay(true);
        setDaemon(true);
        // Who does not answer a ping for so long has gone.
        setConnectionLostTimeout(SILENCE_SECONDS);
    }

    /** A browser says where its page comes from. No page has a business here, and any could otherwise open the microphone of who looks at it. */
    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(WebSocket connection, Draft draft, ClientHandshake request) throws InvalidDataException {
        if (request.hasFieldValue("Origin")) {
            throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "This is not for web pages.");
        }
        return super.onWebsocketHandshakeReceivedAsServer(connection, draft, request);
    }

    @Override
    public void onStart() {
        LOG.info("Lights and buttons can connect to ws://{}:{}", getAddress().getHostString(), getPort());
        listening = true;
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake request) {
        if (getConnections().size() > MOST_CONNECTIONS) {
            connection.close(CloseFrame.TRY_AGAIN_LATER, "There are too many connections already.");
            return;
        }
        EventText.snapshot(satellite.status(), understood, answered, timers.ringing()).forEach(connection::send);
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
        commands.obey(message);
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean byClient) {
        LOG.debug("{} has gone: {} {}", connection.getRemoteSocketAddress(), code, reason);
    }

    @Override
    public void onError(WebSocket connection, Exception e) {
        if (connection == null) {
            onFailure.accept(e);
        } else {
            LOG.debug("{} failed", connection.getRemoteSocketAddress(), e);
        }
    }

    @Override
    public void happened(Event event, SatelliteStatus status) {
        if (event.kind() == Kind.UNDERSTOOD) {
            understood = event.detail();
        } else if (event.kind() == Kind.ANSWERED) {
            answered = event.detail();
        }
        timers.happened(event, status);
        EventText.of(event, status, timers.ringing()).ifPresent(this::broadcast);
    }

    /** {@return how it stands} @param problem why it does not listen, a sentence; {@code null} if it is not known to be so */
    HomeStatus.Face status(String problem) {
        return new HomeStatus.Face("events", address(new InetSocketAddress(getAddress().getAddress(), getPort())), listening && problem == null, problem,
                getConnections().stream().map(WebSocket::getRemoteSocketAddress).filter(Objects::nonNull).map(EventServer::address).sorted().toList());
    }

    private static String address(InetSocketAddress address) {
        return ListenAddress.text(address.getAddress(), address.getPort());
    }

    /** Listens no more. */
    void shut() {
        try {
            stop(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
