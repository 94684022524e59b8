package alan.home;

import alan.api.AlanException;
import alan.api.home.HomeStatus;
import alan.api.home.ListenAddress;
import alan.api.text.Text;
import alan.node.net.Acceptor;
import alan.wyoming.ErrorCode;
import alan.wyoming.EventWriter;
import alan.wyoming.Events;
import alan.wyoming.Info;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves those that connect to a port, a number of them at most. */
final class WyomingServer implements Acceptor.Host, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WyomingServer.class);
    /** A client has a thread that reads, one that works and one that writes, and one may be about to end. */
    private static final int THREADS_PER_CONNECTION = 4;
    /** How often a client that has been accepted is tried to be given a thread, {@value #PATIENCE_MILLIS} ms apart. */
    private static final int PATIENCE = 200;

    private static final long PATIENCE_MILLIS = 10;

    private final Faculties faculties;
    private final HomeSettings settings;
    private final Faces faces;
    private final List<Publisher> publishers;
    private final RequestLog log;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;
    private final Acceptor acceptor;
    private volatile boolean closed;

    /**
     * @param faculties that requests are served with
     * @param faces told of with the services
     * @param log of requests
     * @param publishers told where it listens
     */
    WyomingServer(Faculties faculties, Faces faces, RequestLog log, Publisher... publishers) {
        this.log = log;
        this.faculties = faculties;
        this.faces = faces;
        this.publishers = List.of(publishers);
        this.settings = faculties.settings();
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, settings.connections() * THREADS_PER_CONNECTION, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "home-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        acceptor = new Acceptor("home-listener", settings.address(), settings.allow(), this);
    }

    /** Starts to listen. Returns when it does, or when it has turned out that it cannot yet. */
    WyomingServer start() {
        acceptor.start();
        String problem = acceptor.problem();
        if (problem != null) {
            publishers.forEach(each -> each.fails(problem));
        }
        return this;
    }

    /** Home Assistant waits for the first answer for a second only, and a cold one takes as long. */
    @Override
    public void prepare() {
        faculties.services().info().event();
    }

    @Override
    public void listening(int port) {
        publishers.forEach(each -> each.publish(settings.address().getAddress(), port));
        LOG.info("Home Assistant can connect to {}", ListenAddress.text(settings.address().getAddress(), port));
    }

    @Override
    public AlanException problem(String reason) {
        if (!isOurs(settings.address().getAddress())) {
            return new AlanException("%s is no address of this machine: write one of its own, or 0.0.0.0 for the whole network, as bind into config/alan.home.cfg.",
                    settings.address().getAddress().getHostAddress());
        }
        return new AlanException("%s cannot be listened on (%s): end what uses it, or write another bind or port into config/alan.home.cfg.",
                ListenAddress.text(settings.address().getAddress(), settings.address().getPort()), reason);
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            // Nobody knows; the system's words say what it is.
            return true;
        }
    }

    @Override
    public void welcome(Socket socket) throws IOException, InterruptedException {
        socket.setTcpNoDelay(true);
        if (connections.size() >= settings.connections() && !makeRoom()) {
            refuse(socket);
        } else {
            begin(socket);
        }
    }

    private void begin(Socket socket) throws IOException, InterruptedException {
        Connection[] self = new Connection[1];
        Connection connection = new Connection(socket, faculties, threads, log, this::status, () -> connections.remove(self[0]));
        self[0] = connection;
        connections.add(connection);
        // Threads of those that were closed to make room take a moment to end.
        for (int tries = 0; !execute(connection); tries++) {
            if (tries >= PATIENCE || closed) {
                connection.close();
                return;
            }
            Thread.sleep(PATIENCE_MILLIS);
        }
        if (closed) {
            connection.close();
        }
    }

    private boolean execute(Connection connection) {
        try {
            threads.execute(connection);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Closes the connection that has been idle longest, if one is. A hub opens one for each request, so nobody misses it. */
    private boolean makeRoom() {
        Connection idle = connections.stream().filter(each -> each.idle() >= 0).max(Comparator.comparingLong(Connection::idle)).orElse(null);
        if (idle == null) {
            return false;
        }
        idle.close();
        return true;
    }

    private void refuse(Socket socket) throws IOException {
        try (socket) {
            // A new socket's buffer has room for so little, so nobody waits.
            socket.getOutputStream().write(EventWriter.bytes(Events.error(
                    Text.tr("There are already %d connections, which is the most; try again in a moment.", settings.connections()), ErrorCode.BUSY)));
        }
    }

    @Override
    public void look() {
        connections.forEach(Connection::watch);
    }

    /** {@return the port; 0 while it does not listen} */
    int port() {
        return acceptor.port();
    }

    HomeStatus status() {
        Info info = faculties.services().info();
        List<HomeStatus.Service> services = List.of(
                service("asr", info.asr().get(0).artifact().installed(), faculties.hearing()),
                service("tts", info.tts().get(0).artifact().installed(), faculties.speaking()),
                service("handle", info.handle().get(0).artifact().installed(), faculties.answering()),
                new HomeStatus.Service("wake", info.wake().get(0).artifact().installed(), faculties.ears().open(), 0));
        List<HomeStatus.Connection> open =
                connections.stream().map(Connection::status).sorted(Comparator.comparing(HomeStatus.Connection::since)).toList();
        return faces.with(new HomeStatus(acceptor.address(), acceptor.listening(), acceptor.problem(), services, open, log.list()));
    }

    private static HomeStatus.Service service(String name, boolean installed, Line line) {
        int waiting = line.waiting();
        return new HomeStatus.Service(name, installed, Math.max(0, line.inside() - waiting), waiting);
    }

    /** Stops to listen, ends all work, and waits a moment for it to have ended. */
    @Override
    public void close() {
        closed = true;
        publishers.forEach(Publisher::withdraw);
        acceptor.close();
        connections.forEach(Connection::close);
        threads.shutdown();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
