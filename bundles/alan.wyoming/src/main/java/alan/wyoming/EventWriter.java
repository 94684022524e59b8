package alan.wyoming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes events as the reference library does: data stands after the line, and is left out, never {@code null}, if there is none. */
public final class EventWriter {
    private static final JsonMapper JSON = new JsonMapper();

    private final OutputStream out;

    /** @param out takes each event at once */
    public EventWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes an event and flushes. One event at a time, whichever thread it comes from.
     *
     * @param event to write
     * @throws IOException when the stream does not take it
     */
    public synchronized void write(WyomingEvent event) throws IOException {
        out.write(bytes(event));
        out.flush();
    }

    /** {@return a frame} @param event in it */
    public static byte[] bytes(WyomingEvent event) {
        byte[] data = event.data().isEmpty() ? new byte[0] : json(event.data());
        ObjectNode header = JsonNodeFactory.instance.objectNode().put("type", event.type());
        if (data.length > 0) {
            header.put("data_length", data.length);
        }
        if (event.payload().length > 0) {
            header.put("payload_length", event.payload().length);
        }
        byte[] line = json(header);
        byte[] frame = new byte[line.length + 1 + data.length + event.payload().length];
        System.arraycopy(line, 0, frame, 0, line.length);
        frame[line.length] = '\n';
        System.arraycopy(data, 0, frame, line.length + 1, data.length);
        System.arraycopy(event.payload(), 0, frame, line.length + 1 + data.length, event.payload().length);
        return frame;
    }

    private static byte[] json(ObjectNode node) {
        try {
            // By way of a string, since half a surrogate pair, which a language model may write, has no UTF-8: it becomes a question mark.
            return JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
