package alan.home.satellite;

import alan.api.AlanException;
import alan.node.net.Seldom;
import alan.wyoming.ErrorCode;
import alan.wyoming.EventReader;
import alan.wyoming.EventType;
import alan.wyoming.EventWriter;
import alan.wyoming.Events;
import alan.wyoming.WyomingEvent;
import alan.wyoming.WyomingException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A hub's connection: one thread reads it, another writes, so that a hub that takes nothing holds up neither the microphone nor the answers to its own pings. */
final class HubConnection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HubConnection.class);
    private static final Seldom WARNINGS = new Seldom(LOG);
    private static final int MOST_DATA = 64 << 10;
    private static final int MOST_PAYLOAD = 1 << 20;
    /** Events that the hub may be behind: 40 s of sound. */
    private static final int MOST_EVENTS = 2_000;
    /** A hub that uses the satellite sends a ping each two seconds. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(15);

    /** Whoever only asks what is here. */
    private static final long IDLE = TimeUnit.SECONDS.toNanos(60);

    private static final byte[] END = {};

    private final Socket socket;
    private final String client;
    private final SatelliteDialogue dialogue;
    private final Runnable onEnd;
    private final LongSupplier clock;
    private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>(MOST_EVENTS);
    private volatile long heard;
    /** Whether its hub has paused the satellite, which only one that uses it can. */
    private volatile boolean paused;

    /**
     * @param socket of the hub; closed here
     * @param dialogue made with this connection
     * @param onEnd told when the hub has gone
     * @param clock gives nanoseconds
     */
    HubConnection(Socket socket, Function<HubConnection, SatelliteDialogue> dialogue, Runnable onEnd, LongSupplier clock) {
        this.socket = socket;
        this.client = socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
        this.onEnd = onEnd;
        this.clock = clock;
        this.heard = clock.getAsLong();
        this.dialogue = dialogue.apply(this);
    }

    String client() {
        return client;
    }

    /** {@return whether its hub is there, as far as can be seen} Of one that has paused the satellite, which says nothing meanwhile, the system tells: {@link KeepAlive}. */
    boolean alive() {
        return !socket.isClosed() && (paused || clock.getAsLong() - heard < SILENCE);
    }

    /** Reads until the hub goes. */
    @Override
    public void run() {
        Thread writer = new Thread(this::write, "satellite-writer");
        writer.setDaemon(true);
        writer.start();
        try {
            EventReader reader = new EventReader(socket.getInputStream(), MOST_DATA, MOST_PAYLOAD);
            for (WyomingEvent event = reader.read(); event != null; event = reader.read()) {
                heard = clock.getAsLong();
                paused = dialogue.attached() && (event.is(EventType.PAUSE_SATELLITE) || paused && !event.is(EventType.RUN_SATELLITE));
                dialogue.accept(event);
            }
        } catch (WyomingException e) {
            refuse(e, e.code());
        } catch (IOException e) {
            LOG.debug("{} has gone: {}", client, e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("{} cannot be served", client, e);
            refuse(new AlanException("Something unexpected went wrong; try again, and look into Alan's log if it happens again."), ErrorCode.FAILED);
        } finally {
            dialogue.close();
            finish(writer);
            onEnd.run();
        }
    }

    private void refuse(AlanException why, String code) {
        WARNINGS.warn("{}: {}", client, why.getMessage());
        send(Events.error(why.getLocalizedMessage(), code));
    }

    /** Sends an event, without waiting. @param event to send */
    void send(WyomingEvent event) {
        if (!frames.offer(EventWriter.bytes(event))) {
            LOG.warn("{} does not take what it is sent, and is left", client);
            close();
        }
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            for (byte[] frame = frames.take(); frame != END; frame = frames.take()) {
                out.write(frame);
            }
        } catch (IOException e) {
            LOG.debug("{} takes no more: {}", client, e.getMessage());
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the last words be written, for a moment. */
    private void finish(Thread writer) {
        frames.offer(END);
        try {
            writer.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        writer.interrupt();
    }

    /** Closes the connection if the hub is not heard of, unless it has paused the satellite. */
    void watch() {
        if (!paused && clock.getAsLong() - heard > (dialogue.attached() ? SILENCE : IDLE)) {
            LOG.info("{} is not heard of any more", client);
            close();
        }
    }

    /** Closes the connection, which ends it. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("{} could not be closed", client, e);
        }
    }
}
