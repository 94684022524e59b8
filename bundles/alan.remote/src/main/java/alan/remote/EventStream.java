package alan.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;

/**
 * Server-sent events as the WHATWG defines them: lines end with CR, LF or both, a colon begins a comment, several {@code data} lines are one event.
 * An event that
 * is still open at the end counts, too, since some servers forget the last empty line.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class EventStream {
    /** The longest line, and the longest event, in bytes. */
    static final int LONGEST = 1 << 20;

    private final ByteSource bytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean afterReturn;
    private boolean begun;

    /** @param bytes of the answer */
    EventStream(ByteSource bytes) {
        this.bytes = bytes;
    }

    /** A line or an event is longer than {@link #LONGEST}. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Waits for the next event that has data.
     *
     * @return its data; {@code null} at the end
     * @throws TooLongException when it is too long
     */
    String next() throws IOException, TimeoutException, InterruptedException {
        StringBuilder data = null;
        for (String next = line(); next != null; next = line()) {
            if (next.isEmpty()) {
                if (data != null) {
                    return data.toString();
                }
                continue;
            }
            String value = data(next);
            if (value != null) {
                data = data == null ? new StringBuilder() : data.append('\n');
                if (value.length() > LONGEST - data.length()) {
                    throw new TooLongException();
                }
                data.append(value);
            }
        }
        return data == null ? null : data.toString();
    }

    /** {@return what a line adds to the data; {@code null} if nothing} */
    private static String data(String line) {
        if (line.startsWith("{")) {
            // No field at all: an error that a server or a proxy wrote into the stream as it was.
            return line;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        if (field.equals("error")) {
            // As llama-server wrote errors until 2025.
            return "{\"error\":" + value + "}";
        }
        return field.equals("data") ? value : null;
    }

    private String line() throws IOException, TimeoutException, InterruptedException {
        line.reset();
        for (int next = bytes.read(); next >= 0; next = bytes.read()) {
            boolean secondHalf = afterReturn && next == '\n';
            afterReturn = next == '\r';
            if (secondHalf) {
                continue;
            }
            if (next == '\r' || next == '\n') {
                return text();
            }
            if (line.size() == LONGEST) {
                throw new TooLongException();
            }
            line.write(next);
        }
        return line.size() == 0 ? null : text();
    }

    private String text() {
        String text = line.toString(StandardCharsets.UTF_8);
        boolean marked = !begun && text.startsWith("\ufeff");
        begun = true;
        return marked ? text.substring(1) : text;
    }
}
