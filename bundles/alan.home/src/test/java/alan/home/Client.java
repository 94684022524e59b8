package alan.home;

import alan.wyoming.AudioFormat;
import alan.wyoming.EventReader;
import alan.wyoming.EventWriter;
import alan.wyoming.Events;
import alan.wyoming.WyomingEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A client that sends anything. */
final class Client implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Socket socket;
    private final EventReader reader;

    Client(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(30_000);
            reader = new EventReader(socket.getInputStream(), 1 << 24, 1 << 24);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WyomingEvent event(String type, String data) throws IOException {
        return new WyomingEvent(type, (ObjectNode) JSON.readTree(data));
    }

    void send(String type, String data) throws IOException {
        send(event(type, data));
    }

    void send(WyomingEvent event) throws IOException {
        raw(EventWriter.bytes(event));
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends some sound to be written down. */
    void speak(AudioFormat format, byte[] sound, int piece) throws IOException {
        send(Events.audioStart(format));
        for (int at = 0; at < sound.length; at += piece) {
            send(Events.audioChunk(format, java.util.Arrays.copyOfRange(sound, at, Math.min(sound.length, at + piece))));
        }
        send(Events.audioStop());
    }

    WyomingEvent read() throws Exception {
        return reader.read();
    }

    /** {@return events up to the first of a type} */
    List<WyomingEvent> readUntil(String type) throws Exception {
        List<WyomingEvent> events = new ArrayList<>();
        do {
            WyomingEvent event = reader.read();
            if (event == null) {
                throw new AssertionError("the connection ended after " + events);
            }
            events.add(event);
        } while (!events.get(events.size() - 1).is(type));
        return events;
    }

    /** {@return events up to the end of the connection} */
    List<WyomingEvent> readToEnd() throws Exception {
        List<WyomingEvent> events = new ArrayList<>();
        for (WyomingEvent event = reader.read(); event != null; event = reader.read()) {
            events.add(event);
        }
        return events;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
