package alan.models.ctranslate2;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads small things one after the other from a large file, and skips the large ones. Never reads or skips beyond its end. */
final class ByteCursor {
    /** Far more than any name takes. */
    private static final int MAX_STRING = 256;

    private final Path file;
    private final FileChannel channel;
    private final long length;
    private final ByteBuffer window = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long windowStart;

    /**
     * Starts at the first byte.
     *
     * @param file for messages
     * @param channel the file, open for reading; stays open
     */
    ByteCursor(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.length = channel.size();
    }

    long position() {
        return windowStart + window.position();
    }

    long remaining() {
        return length - position();
    }

    int u8() throws AlanException, IOException {
        return need(1).get() & 0xFF;
    }

    int u16() throws AlanException, IOException {
        return need(2).getShort() & 0xFFFF;
    }

    long u32() throws AlanException, IOException {
        return need(4).getInt() & 0xFFFFFFFFL;
    }

    /** {@return a string with a length of 16 bits before it and a zero byte at its end, without these} */
    String string() throws AlanException, IOException {
        int size = u16();
        if (size > MAX_STRING) {
            throw Damage.in(file, Text.of("claims to hold a name of %s bytes at %s", size, position()));
        }
        byte[] bytes = new byte[size];
        need(size).get(bytes);
        int end = size > 0 && bytes[size - 1] == 0 ? size - 1 : size;
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    void skip(long bytes) throws AlanException {
        if (bytes > remaining()) {
            throw cutOff(bytes);
        }
        long target = position() + bytes;
        if (target <= windowStart + window.limit()) {
            window.position((int) (target - windowStart));
        } else {
            windowStart = target;
            window.position(0).limit(0);
        }
    }

    private ByteBuffer need(int bytes) throws AlanException, IOException {
        if (bytes > remaining()) {
            throw cutOff(bytes);
        }
        if (window.remaining() < bytes) {
            windowStart = position();
            window.clear();
            while (window.position() < bytes) {
                if (channel.read(window, windowStart + window.position()) < 0) {
                    throw cutOff(bytes);
                }
            }
            window.flip();
        }
        return window;
    }

    private AlanException cutOff(long bytes) {
        return Damage.in(file, Text.of("is cut off: %s bytes should follow at %s, and it is %s bytes long", bytes, position(), length));
    }
}
