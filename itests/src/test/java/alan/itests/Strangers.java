package alan.itests;

import alan.wyoming.EventWriter;
import alan.wyoming.WyomingEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Clients of a node's port that do whatever they like, but nothing that it asks of them. */
final class Strangers implements AutoCloseable {
    private static final int IDLE = 500;
    private static final int CUTS = 40;
    private static final int SMALL_BUFFER = 4096;
    private static final String LONG = "The river runs through the valley and past the old mill. ".repeat(40);

    private final int port;
    private final Random random;
    private final List<Socket> open = new ArrayList<>();

    /** @param port of the node @param seed of what they send */
    Strangers(int port, long seed) {
        this.port = port;
        random = new Random(seed);
    }

    /** All of it, one after the other; who stays connected does so until {@link #close()}. */
    void come() throws IOException {
        cut();
        garbage();
        for (String line : List.of("GET / HTTP/1.1\r\n\r\n", "null\n", "{\"type\":\"describe\",\"data\":null}\n", "{\"type\":\"a\",\"payload_length\":2147483647}\n",
                "{\"type\":\"a\",\"data_length\":99999999999999}\n", " ".repeat(70_000))) {
            send(line.getBytes());
        }
        leave();
        doNotRead();
        for (int i = 0; i < IDLE; i++) {
            connect(0);
        }
    }

    /** A whole conversation that ends anywhere. */
    private void cut() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        List<WyomingEvent> events = new ArrayList<>(List.of(HomeIT.event("describe", "{}"), HomeIT.event("synthesize-start", "{}"),
                HomeIT.event("synthesize-chunk", "{\"text\":\"One. Two\"}"), HomeIT.event("synthesize-stop", "{}")));
        events.addAll(Arrays.asList(HomeIT.sound("detect", "{}", new alan.wyoming.AudioFormat(16_000, 2, 1), new byte[6400])));
        for (WyomingEvent event : events) {
            whole.writeBytes(EventWriter.bytes(event));
        }
        byte[] bytes = whole.toByteArray();
        for (int i = 0; i < CUTS; i++) {
            send(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        }
    }

    private void garbage() throws IOException {
        for (int i = 0; i < CUTS; i++) {
            byte[] bytes = new byte[1 + random.nextInt(3000)];
            random.nextBytes(bytes);
            send(bytes);
        }
    }

    /** Sends, and is gone. */
    private void send(byte[] bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(bytes);
        } catch (java.net.SocketException e) {
            // The node had closed the connection while there was still something to send, as it may.
            return;
        }
    }

    /** Has somebody speak, somebody listen and somebody think, and goes while they do. */
    private void leave() throws IOException {
        send(EventWriter.bytes(HomeIT.event("synthesize", "{\"text\":\"" + LONG + "\"}")));
        send(EventWriter.bytes(HomeIT.event("transcript", "{\"text\":\"Tell me a long story.\",\"language\":\"en\"}")));
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        for (WyomingEvent event : HomeIT.sound("transcribe", "{}", new alan.wyoming.AudioFormat(16_000, 2, 1), HomeIT.spoken())) {
            sound.writeBytes(EventWriter.bytes(event));
        }
        send(sound.toByteArray());
    }

    /** Asks for minutes of sound and takes none of it. */
    private void doNotRead() throws IOException {
        Socket socket = connect(SMALL_BUFFER);
        socket.getOutputStream().write(EventWriter.bytes(HomeIT.event("synthesize", "{\"text\":\"" + LONG + "\"}")));
    }

    private Socket connect(int buffer) throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        if (buffer > 0) {
            socket.setReceiveBufferSize(buffer);
        }
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }
}
