package alan.node.net;

import alan.api.AlanException;
import alan.api.home.AllowList;
import alan.api.home.ListenAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a TCP port, in a thread of its own, and hands on whoever is allowed to connect. A port that is taken is tried again until it is free, and whatever goes wrong with one client does
 * not keep out the next.
 */
public final class Acceptor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final int BACKLOG = 128;
    private static final long RETRY_MILLIS = 5_000;
    private static final long LOOK_MILLIS = 1_000;

    private final InetSocketAddress address;
    private final AllowList allow;
    private final Host host;
    private final Thread thread;
    private final Seldom warnings = new Seldom(LOG);
    private volatile ServerSocket server;
    private volatile String problem;
    private volatile boolean closed;

    /** Whoever serves those that connect. */
    public interface Host {
        /** Called before the first client is accepted, for what would keep it waiting. */
        default void prepare() {}

        /** It listens: for the first time, or again. @param port that it listens on */
        void listening(int port);

        /** {@return what people are told when it cannot listen} @param reason the system's words */
        AlanException problem(String reason);

        /**
         * Somebody has connected, who may.
         *
         * @param socket of the client; closed by the host
         * @throws IOException when the client has gone already
         * @throws InterruptedException when the acceptor is closed meanwhile
         */
        void welcome(Socket socket) throws IOException, InterruptedException;

        /** Called about each second while it listens, to look after those that are connected. */
        default void look() {}
    }

    /**
     * @param name of the thread
     * @param address to listen on; port 0 for any that is free
     * @param allow who may connect
     * @param host serves them
     */
    public Acceptor(String name, InetSocketAddress address, AllowList allow, Host host) {
        this.address = address;
        this.allow = allow;
        this.host = host;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts to listen. Returns when it does, or when it has turned out that it cannot yet. */
    public void start() {
        open();
        thread.start();
    }

    private void open() {
        ServerSocket opened = null;
        try {
            opened = new ServerSocket();
            // A restarted node takes its port back, though connections to the old one linger.
            opened.setReuseAddress(true);
            opened.bind(address, BACKLOG);
            opened.setSoTimeout((int) LOOK_MILLIS);
            server = opened;
            problem = null;
        } catch (IOException e) {
            close(opened);
            AlanException sentence = host.problem(e.getMessage());
            if (problem == null) {
                LOG.error("{}", sentence.getMessage());
            }
            problem = sentence.getLocalizedMessage();
            return;
        }
        try {
            host.listening(opened.getLocalPort());
        } catch (RuntimeException e) {
            LOG.error("Not everything is ready for those that connect to {}", address(), e);
        }
    }

    private void run() {
        long looked = System.nanoTime();
        boolean prepared = false;
        while (!closed) {
            try {
                if (!prepared) {
                    prepared = true;
                    host.prepare();
                }
                if (server == null) {
                    Thread.sleep(RETRY_MILLIS);
                    open();
                } else {
                    accept();
                }
                if (System.nanoTime() - looked >= TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
                    looked = System.nanoTime();
                    host.look();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("A client could not be accepted on {}", address(), e);
            }
        }
    }

    private void accept() throws InterruptedException {
        Socket socket;
        try {
            socket = server.accept();
        } catch (SocketTimeoutException e) {
            return;
        } catch (IOException e) {
            LOG.debug("Nobody was accepted", e);
            if (!closed) {
                close(server);
                server = null;
            }
            return;
        }
        try {
            if (allow.allows(socket.getInetAddress())) {
                host.welcome(socket);
            } else {
                warnings.warn("{} wanted to connect, which allow in config/alan.home.cfg does not let it", socket.getInetAddress().getHostAddress());
                socket.close();
            }
        } catch (IOException e) {
            LOG.debug("A client had gone before it was welcomed", e);
            close(socket);
        } catch (RuntimeException | Error e) {
            close(socket);
            throw e;
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (Exception e) {
            LOG.debug("A socket could not be closed", e);
        }
    }

    /** {@return whether it listens} */
    public boolean listening() {
        return server != null;
    }

    /** {@return where it listens, or would} */
    public String address() {
        ServerSocket now = server;
        return ListenAddress.text(address.getAddress(), now == null ? address.getPort() : now.getLocalPort());
    }

    /** {@return the port; 0 while it does not listen} */
    public int port() {
        ServerSocket now = server;
        return now == null ? 0 : now.getLocalPort();
    }

    /** {@return why it does not listen, in the user's language; {@code null} if it does} */
    public String problem() {
        return problem;
    }

    /** Listens no more, and waits a moment for its thread to end. Who is connected stays so. */
    @Override
    public void close() {
        closed = true;
        close(server);
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
