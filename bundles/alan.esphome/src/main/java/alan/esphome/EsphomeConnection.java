package alan.esphome;

import alan.api.text.Text;
import alan.esphome.messages.DisconnectRequest;
import alan.esphome.messages.HelloRequest;
import com.google.protobuf.Message;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device's side of a connection with one client. {@link #accept} once, then {@link #read} again and again, by one thread; {@link #send} and {@link #close} by any.
 *
 * <p>Pings, and questions about the device and its entities, are answered here, and so is the client's good-bye. Messages of types that no voice satellite knows, of which Home
 * Assistant sends some to every device, are ignored. Whatever breaks the protocol closes the connection.
 *
 * <p>A client that says nothing more is not noticed here: that is for a read timeout of the socket, whose {@link java.net.SocketTimeoutException} comes out
 * of {@code read} and ends the connection. Home Assistant pings every 20 seconds.
 */
public final class EsphomeConnection implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(EsphomeConnection.class);

    private final Wire wire;
    private final Closeable socket;
    private final EsphomeDevice device;
    private final EsphomeKey key;
    private final X25519 own;
    private final Formalities formalities;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Frames frames;

    /**
     * @param in from the client; buffered here
     * @param out to the client; takes each message at once
     * @param socket closes both, so that a thread that waits in one of them does not wait any longer; called once
     * @param device who answers
     * @param key that the client has to have; {@code null} if nothing is encrypted, so that everybody in the network hears and may say everything
     */
    public EsphomeConnection(InputStream in, OutputStream out, Closeable socket, EsphomeDevice device, EsphomeKey key) {
        this(in, out, socket, device, key, key == null ? null : X25519.make());
    }

    /** @param own keys for this connection only; {@code null} if nothing is encrypted */
    EsphomeConnection(InputStream in, OutputStream out, Closeable socket, EsphomeDevice device, EsphomeKey key, X25519 own) {
        this.wire = new Wire(in, out);
        this.socket = socket;
        this.device = device;
        this.key = key;
        this.own = own;
        this.formalities = new Formalities(device, key != null);
    }

    /**
     * Makes the handshake, if there is a key, and waits until the client has said who it is.
     *
     * @param most how long all of that may take
     * @return who it is
     * @throws EsphomeException when it does not, with {@link EsphomeException#reason} why; what ESPHome would tell the client, it has been told. Two of the reasons are how Home
     *     Assistant gets to know a device
     * @throws IOException when a stream fails
     */
    public HelloRequest accept(Duration most) throws IOException, EsphomeException {
        CompletableFuture<Void> limit = new CompletableFuture<>();
        // Closing is what ends a read of a socket, however slowly bytes trickle.
        limit.orTimeout(most.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            closeQuietly();
            return null;
        });
        boolean good = false;
        try {
            HelloRequest hello = hello();
            good = limit.complete(null);
            if (good) {
                return hello;
            }
            throw tooSlow();
        } catch (EsphomeException e) {
            if (e.reason() == EsphomeException.Reason.ENDED && limit.isDone()) {
                throw tooSlow();
            }
            drain();
            throw e;
        } catch (IOException e) {
            if (limit.isDone()) {
                throw tooSlow();
            }
            throw e;
        } finally {
            limit.complete(null);
            if (!good) {
                closeQuietly();
            }
        }
    }

    private HelloRequest hello() throws IOException, EsphomeException {
        frames = key == null ? new PlainFrames(wire) : NoiseFrames.accept(wire, key, device.info().getName(), device.mac(), own);
        while (true) {
            Frame frame = frames.read();
            if (frame == null) {
                throw Wire.ended();
            }
            Message message = MessageTypes.read(frame);
            if (message == null || !Formalities.early(message)) {
                throw new EsphomeException(EsphomeException.Reason.BAD_MESSAGE, Text.of("The client wanted something before it said who it is."));
            }
            answer(formalities.answers(message));
            if (message instanceof HelloRequest hello) {
                return hello;
            }
            if (Formalities.ends(message)) {
                throw Wire.ended();
            }
        }
    }

    private static EsphomeException tooSlow() {
        return new EsphomeException(EsphomeException.Reason.TOO_SLOW, Text.of("The client took too long to say who it is."));
    }

    /** Waits for the client to read why it was refused and leave, or for the time to be over. */
    private void drain() {
        try {
            if (!closed.get()) {
                wire.drain();
            }
        } catch (IOException e) {
            LOG.debug("A client that was refused left: {}", e.toString());
        }
    }

    /**
     * Waits for a message that is nothing formal.
     *
     * @return it, as its class of {@code alan.esphome.messages}; {@code null} when the connection is over, whichever side ended it
     * @throws EsphomeException when what comes breaks the protocol
     * @throws IOException when a stream fails
     */
    public Message read() throws IOException, EsphomeException {
        try {
            while (!closed.get()) {
                Frame frame = accepted().read();
                if (frame == null) {
                    break;
                }
                Message message = MessageTypes.read(frame);
                if (message == null) {
                    LOG.debug("Ignored a message of type {}, {} bytes", frame.type(), frame.body().length);
                    continue;
                }
                List<Message> answers = formalities.answers(message);
                if (answers == null) {
                    return message;
                }
                answer(answers);
                if (Formalities.ends(message)) {
                    break;
                }
            }
        } catch (IOException | EsphomeException e) {
            // What was cut off by a thread of this side has not failed.
            if (!closed.get()) {
                closeQuietly();
                throw e;
            }
        }
        closeQuietly();
        return null;
    }

    private void answer(List<Message> answers) throws IOException {
        for (Message answer : answers) {
            send(answer);
        }
    }

    /**
     * Sends a message; one at a time, whichever thread it comes from. Waits while the client does not read.
     *
     * @param message one of {@code alan.esphome.messages}
     * @throws IllegalArgumentException when it has more than 65,515 bytes, or is none that is sent by itself
     * @throws IOException when the connection is over, or breaks now
     */
    public void send(Message message) throws IOException {
        Frame frame = new Frame(MessageTypes.number(message), message.toByteArray());
        if (frame.body().length > NoiseFrames.MOST_BODY) {
            throw new IllegalArgumentException(frame.body().length + " bytes of " + message.getDescriptorForType().getName());
        }
        if (closed.get()) {
            throw new IOException("closed");
        }
        try {
            accepted().write(frame);
        } catch (IOException e) {
            // Half a message may have left.
            closeQuietly();
            throw e;
        }
    }

    private Frames accepted() {
        Frames made = frames;
        if (made == null) {
            throw new IllegalStateException("accept first");
        }
        return made;
    }

    /**
     * Asks the client to leave. It answers, and {@link #read} then comes to the end.
     *
     * @throws IOException as {@link #send}
     */
    public void disconnect() throws IOException {
        send(DisconnectRequest.getDefaultInstance());
    }

    /**
     * Closes the connection without a word. A second time does nothing.
     *
     * @throws IOException when closing fails
     */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            socket.close();
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            LOG.debug("Closing a connection failed: {}", e.toString());
        }
    }
}
