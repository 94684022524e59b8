package alan.esphome;

import alan.api.text.Text;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Both streams of a connection. */
final class Wire {
    /** The byte before every frame of a client without a key. */
    static final int PLAIN = 0;
    /** The byte before every frame of a client with one. */
    static final int NOISE = 1;
    /** Bytes of a message or of what it is wrapped in, at most: both kinds of frames are so limited by the client. */
    static final int MOST = 0xFFFF;
    /** What ESPHome says to a client that uses the wrong one of both kinds of frames. */
    static final String BAD_INDICATOR = "Bad indicator byte";

    private final InputStream in;
    private final OutputStream out;

    Wire(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /** {@return the next byte; -1 at the end} */
    int next() throws IOException {
        return in.read();
    }

    /** {@return a byte that must be there} */
    int need() throws IOException, EsphomeException {
        int next = in.read();
        if (next < 0) {
            throw ended();
        }
        return next;
    }

    /** {@return bytes that must be there} Takes no more memory than what has come. */
    byte[] need(int length) throws IOException, EsphomeException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw ended();
        }
        return bytes;
    }

    /** All at once, so that it leaves in one packet. */
    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Reads to the end, at most as much as a client sends before it waits for an answer: closing a socket on what was not read would take back what was said last. */
    void drain() throws IOException {
        for (int left = MOST; left > 0; left--) {
            if (in.read() < 0) {
                return;
            }
        }
    }

    static EsphomeException ended() {
        return new EsphomeException(EsphomeException.Reason.ENDED, Text.of("The client left where something had to come."));
    }

    static EsphomeException foreign() {
        return new EsphomeException(EsphomeException.Reason.BAD_FRAME, Text.of("Whoever connected does not speak ESPHome's protocol."));
    }

    static EsphomeException tooLarge(int most) {
        return new EsphomeException(EsphomeException.Reason.TOO_LARGE, Text.of("A message is larger than %,d bytes.", most));
    }
}
