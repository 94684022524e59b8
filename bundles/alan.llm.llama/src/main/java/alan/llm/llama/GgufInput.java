package alan.llm.llama;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Reads the little-endian values of a GGUF file from its start, and never beyond its end. */
final class GgufInput {
    /** No text in a real header is longer; a longer one would only fill the memory. */
    private static final long LONGEST_TEXT = 16L << 20;

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long read;

    /** @param channel at its start */
    GgufInput(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /** {@return bytes before the next value} */
    long position() {
        return read - buffer.remaining();
    }

    /** {@return bytes from the next value to the end of the file} */
    long remaining() {
        return size - position();
    }

    /** {@return bytes of the file} */
    long size() {
        return size;
    }

    int readByte() throws IOException {
        return need(1).get() & 0xFF;
    }

    int readInt() throws IOException {
        return need(4).getInt();
    }

    long readLong() throws IOException {
        return need(8).getLong();
    }

    /** {@return a text} @throws IOException when its length is absurd */
    String readText() throws IOException {
        int length = (int) textLength();
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            int part = Math.min(length - at, buffer.capacity());
            need(part).get(bytes, at, part);
            at += part;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Skips a text. @throws IOException when its length is absurd */
    void skipText() throws IOException {
        skip(textLength());
    }

    /** Skips bytes. @param bytes how many, not negative */
    void skip(long bytes) throws IOException {
        if (bytes < 0 || bytes > remaining()) {
            throw new EOFException("it ends too early");
        }
        if (bytes <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) bytes);
        } else {
            seek(position() + bytes);
        }
    }

    /** Goes to a place that was passed before. @param position from the start of the file */
    void seek(long position) throws IOException {
        channel.position(position);
        read = position;
        buffer.limit(0);
    }

    private long textLength() throws IOException {
        long length = readLong();
        if (length < 0 || length > LONGEST_TEXT || length > remaining()) {
            throw new IOException("it has a text of " + Long.toUnsignedString(length) + " bytes");
        }
        return length;
    }

    private ByteBuffer need(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            buffer.compact();
            int got = 0;
            while (buffer.position() < bytes && got >= 0) {
                got = channel.read(buffer);
                read += Math.max(got, 0);
            }
            buffer.flip();
            if (buffer.remaining() < bytes) {
                throw new EOFException("it ends too early");
            }
        }
        return buffer;
    }
}
