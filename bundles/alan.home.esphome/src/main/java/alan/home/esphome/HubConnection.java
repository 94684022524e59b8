package alan.home.esphome;

import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteStatus;
import alan.esphome.EsphomeConnection;
import alan.esphome.EsphomeException;
import alan.node.net.Seldom;
import com.google.protobuf.Message;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A hub's connection: one thread reads it, another writes, so that a hub that takes nothing does not hold up the microphone. */
final class HubConnection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HubConnection.class);
    private static final Seldom WARNINGS = new Seldom(LOG);
    private static final Duration HELLO = Duration.ofSeconds(10);
    /** Home Assistant sends a ping each 20 seconds, and takes a device for gone after 90. */
    private static final int SILENCE_MILLIS = 95_000;

    private static final long ALIVE = TimeUnit.SECONDS.toNanos(50);
    /** Messages that the hub may be behind: 40 s of sound. */
    private static final int MOST_MESSAGES = 2_000;

    private final Socket socket;
    private final String client;
    private final EsphomeConnection connection;
    private final EsphomeDialogue dialogue;
    private final Runnable onEnd;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_MESSAGES), task -> {
        Thread made = new Thread(task, "esphome-writer");
        made.setDaemon(true);
        return made;
    });
    private volatile long heard = System.nanoTime();

    /**
     * @param socket of the hub; closed here
     * @param satellite that it uses
     * @param settings what is configured
     * @param onEnd told when the hub has gone
     * @throws IOException when the hub has gone already
     */
    HubConnection(Socket socket, Satellite satellite, EsphomeSettings settings, Runnable onEnd) throws IOException {
        this.socket = socket;
        this.client = socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
        this.onEnd = onEnd;
        writer.allowCoreThreadTimeOut(true);
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.setSoTimeout(SILENCE_MILLIS);
        connection = new EsphomeConnection(new CountedInput(socket.getInputStream(), () -> heard = System.nanoTime()), socket.getOutputStream(), socket, settings.device(),
                settings.key());
        dialogue = new EsphomeDialogue(satellite, client, this::alive, this::send, this::close);
    }

    String client() {
        return client;
    }

    private boolean alive() {
        return !socket.isClosed() && System.nanoTime() - heard < ALIVE;
    }

    /** Reads until the hub goes. */
    @Override
    public void run() {
        try {
            LOG.debug("{} is {}", client, connection.accept(HELLO).getClientInfo());
            for (Message message = connection.read(); message != null; message = connection.read()) {
                dialogue.accept(message);
            }
        } catch (EsphomeException e) {
            told(e);
        } catch (IOException e) {
            LOG.debug("{} has gone: {}", client, e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("{} cannot be served", client, e);
        } finally {
            dialogue.close();
            close();
            writer.shutdownNow();
            onEnd.run();
        }
    }

    private void told(EsphomeException e) {
        switch (e.reason()) {
            // So Home Assistant gets to know a device.
            case NOT_ENCRYPTED, ENCRYPTED, ENDED -> LOG.debug("{}: {}", client, e.getMessage());
            default -> WARNINGS.warn("{}: {}", client, e.getMessage());
        }
    }

    private void send(Message message) {
        try {
            writer.execute(() -> {
                try {
                    connection.send(message);
                } catch (IOException e) {
                    LOG.debug("{} takes no more: {}", client, e.getMessage());
                    close();
                }
            });
        } catch (RejectedExecutionException e) {
            if (!writer.isShutdown()) {
                LOG.warn("{} does not take what it is sent, and is left", client);
                close();
            }
        }
    }

    /** Tells the hub how the satellite stands. @param status of it */
    void tellStates(SatelliteStatus status) {
        dialogue.tellStates(status);
    }

    /** Closes the connection, which ends it. */
    void close() {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("{} could not be closed", client, e);
        }
    }
}
