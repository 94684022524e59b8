package alan.wyoming;

import alan.api.text.Text;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads events. A frame is a line of JSON, {@code {"type":…,"data"?,"data_length"?,"payload_length"?}}, then {@code data_length} bytes of JSON, whose
 * keys go over those of the line's {@code data}, then {@code payload_length} bytes. Whatever the line claims, no more memory is taken than what has come.
 *
 * <p>Not safe for use by several threads. After an exception the stream is at no known place, and cannot be read any further.
 */
public final class EventReader {
    /** Bytes of a line with its end: what the reference library's reader takes ({@code asyncio}'s default). */
    public static final int MOST_LINE = 64 << 10;

    private static final ObjectReader JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build()
            .readerFor(JsonNode.class);

    private final InputStream in;
    private final int mostData;
    private final int mostPayload;

    /**
     * @param in is buffered here
     * @param mostData bytes of JSON after a line that are read at most
     * @param mostPayload bytes of a payload that are read at most
     */
    public EventReader(InputStream in, int mostData, int mostPayload) {
        this.in = new BufferedInputStream(in);
        this.mostData = mostData;
        this.mostPayload = mostPayload;
    }

    /**
     * Waits for the next event.
     *
     * @return the event; {@code null} at the end of the stream
     * @throws WyomingException when what comes is no event, is too large, or ends in its midst
     * @throws IOException when the stream cannot be read
     */
    public WyomingEvent read() throws IOException, WyomingException {
        byte[] line = line();
        if (line == null) {
            return null;
        }
        ObjectNode header = object(line, Text.of("The first line of an event"));
        if (header == null || !header.path("type").isTextual() || header.path("type").textValue().isEmpty()) {
            throw bad(Text.of("The first line of an event has no type."));
        }
        int dataLength = length(header, "data_length", mostData);
        int payloadLength = length(header, "payload_length", mostPayload);
        ObjectNode data = data(header.get("data"));
        if (dataLength > 0) {
            ObjectNode more = object(bytes(dataLength), Text.of("The data of an event"));
            if (more != null) {
                data.setAll(more);
            }
        }
        return new WyomingEvent(header.get("type").textValue(), data, bytes(payloadLength));
    }

    /** {@return the next line without its end; {@code null} if there is none} */
    private byte[] line() throws IOException, WyomingException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int next = first; next != '\n'; next = in.read()) {
            if (next < 0) {
                throw cutOff();
            }
            if (line.size() + 1 >= MOST_LINE) {
                throw new WyomingException(ErrorCode.TOO_LARGE, Text.of("The first line of an event is longer than %,d bytes.", MOST_LINE));
            }
            line.write(next);
        }
        return line.toByteArray();
    }

    private static int length(ObjectNode header, String key, int most) throws WyomingException {
        JsonNode length = header.get(key);
        if (length == null || length.isNull()) {
            return 0;
        }
        if (!length.isIntegralNumber() || length.canConvertToLong() && length.longValue() < 0 || length.bigIntegerValue().signum() < 0) {
            throw bad(Text.of("The %s of an event is not a number of bytes.", key));
        }
        if (!length.canConvertToInt() || length.intValue() > most) {
            throw new WyomingException(ErrorCode.TOO_LARGE, Text.of("The %s of an event is more than %,d bytes.", key, most));
        }
        return length.intValue();
    }

    private static ObjectNode data(JsonNode node) throws WyomingException {
        if (node == null || node.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw bad(Text.of("The data of an event is not a JSON object."));
    }

    /** {@return what bytes hold; {@code null} if that is JSON's null} */
    private static ObjectNode object(byte[] bytes, Text what) throws WyomingException {
        try {
            // Jackson itself would take UTF-16 and UTF-32, too.
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            JsonNode node = JSON.readValue(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            if (node != null && node.isNull()) {
                return null;
            }
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw bad(Text.of("%s is not JSON in UTF-8.", what));
        }
        throw bad(Text.of("%s is not a JSON object.", what));
    }

    private byte[] bytes(int length) throws IOException, WyomingException {
        // Grows with what comes.
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw cutOff();
        }
        return bytes;
    }

    private static WyomingException bad(Text text) {
        return new WyomingException(ErrorCode.BAD_EVENT, text);
    }

    private static WyomingException cutOff() {
        return bad(Text.of("The connection ended in the middle of an event."));
    }
}
