package alan.llm.llama.gguf;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Reads the little-endian values of a GGUF file from its start, and never beyond its end. */
final class GgufInput {
    /** Longest text of the metadata, in bytes. Chat templates, the longest of all, have some ten thousand. */
    static final int LONGEST_TEXT = 1 << 20;

    /** All texts that are kept, in bytes. */
    private static final int MOST_TEXT = 8 << 20;

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long read;
    private long kept;

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

    int readByte() throws IOException, GgufProblem {
        return need(1).get() & 0xFF;
    }

    int readInt() throws IOException, GgufProblem {
        return need(4).getInt();
    }

    long readLong() throws IOException, GgufProblem {
        return need(8).getLong();
    }

    /** {@return a text} @param limit of its length, in bytes */
    String readText(int limit) throws IOException, GgufProblem {
        byte[] bytes = new byte[textLength(limit)];
        keep(bytes.length);
        readBytes(bytes, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Counts a text that is kept. @param bytes of it @throws GgufProblem when all of them are too long together */
    void keep(int bytes) throws GgufProblem {
        kept += bytes;
        if (kept > MOST_TEXT) {
            throw GgufProblem.damaged(Text.of("its header has more than %s MiB of text", MOST_TEXT >> 20));
        }
    }

    /** {@return the length of a text that is read into an array, in bytes} @param into as long as a text may be */
    int readText(byte[] into) throws IOException, GgufProblem {
        int length = textLength(into.length);
        readBytes(into, length);
        return length;
    }

    /** Skips a text. @param limit of its length, in bytes */
    void skipText(int limit) throws IOException, GgufProblem {
        skip(textLength(limit));
    }

    /** Skips bytes. @param bytes how many, not negative */
    void skip(long bytes) throws IOException, GgufProblem {
        if (bytes < 0 || bytes > remaining()) {
            throw endsEarly();
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

    private int textLength(int limit) throws IOException, GgufProblem {
        long length = readLong();
        if (length < 0 || length > limit) {
            throw GgufProblem.damaged(Text.of("it has a text of %s bytes", GgufProblem.shown(length)));
        }
        if (length > remaining()) {
            throw endsEarly();
        }
        return (int) length;
    }

    private void readBytes(byte[] into, int length) throws IOException, GgufProblem {
        for (int at = 0; at < length; ) {
            int part = Math.min(length - at, buffer.capacity());
            need(part).get(into, at, part);
            at += part;
        }
    }

    private ByteBuffer need(int bytes) throws IOException, GgufProblem {
        if (buffer.remaining() < bytes) {
            buffer.compact();
            int got = 0;
            while (buffer.position() < bytes && got >= 0) {
                got = channel.read(buffer);
                read += Math.max(got, 0);
            }
            buffer.flip();
            if (buffer.remaining() < bytes) {
                throw endsEarly();
            }
        }
        return buffer;
    }

    private static GgufProblem endsEarly() {
        return GgufProblem.damaged(Text.of("it ends too early"));
    }
}
