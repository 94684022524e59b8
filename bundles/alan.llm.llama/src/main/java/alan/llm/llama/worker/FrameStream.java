package alan.llm.llama.worker;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.IntConsumer;

/**
 * Frames over a pair of byte streams: {@code "ALN" 0x01}, type (1 byte), id (4), length (4), body; big-endian.
 *
 * <p>Native code may write to the same standard output whatever it likes. So a reader looks for the mark, and what lies before it
 * is not lost
 * but handed on.
 */
public final class FrameStream {
    private static final byte[] MARK = {'A', 'L', 'N', 1};
    private static final int LARGEST = 64 << 20;
    private static final Frame.Type[] TYPES = Frame.Type.values();

    private FrameStream() {}

    /**
     * Writes a frame and flushes.
     *
     * @param out where to; the caller sees to it that one thread writes at a time
     * @param frame what
     * @throws IOException as {@code out}
     */
    public static void write(OutputStream out, Frame frame) throws IOException {
        byte[] head = new byte[13];
        System.arraycopy(MARK, 0, head, 0, 4);
        head[4] = (byte) frame.type().ordinal();
        putInt(head, 5, frame.id());
        putInt(head, 9, frame.body().length);
        byte[] whole = new byte[head.length + frame.body().length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(frame.body(), 0, whole, head.length, frame.body().length);
        DataOutputStream data = new DataOutputStream(out);
        data.write(whole);
        data.flush();
    }

    private static void putInt(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> (24 - 8 * i));
        }
    }

    /** Reads frames. Not for several threads. */
    public static final class Reader {
        private final DataInputStream in;
        private final IntConsumer stray;

        /**
         * @param in where from
         * @param stray gets every byte that belongs to no frame
         */
        public Reader(InputStream in, IntConsumer stray) {
            this.in = new DataInputStream(new BufferedInputStream(in));
            this.stray = stray;
        }

        /**
         * Waits for the next frame.
         *
         * @return the frame; {@code null} at the end of the stream, also in the middle of a frame
         * @throws IOException when the stream fails or what comes is no protocol of ours
         */
        public Frame next() throws IOException {
            try {
                findMark();
                int type = in.readUnsignedByte();
                int id = in.readInt();
                int length = in.readInt();
                if (type >= TYPES.length || length < 0 || length > LARGEST) {
                    throw new IOException("a frame of type " + type + " and " + length + " bytes");
                }
                byte[] body = in.readNBytes(length);
                return body.length < length ? null : new Frame(TYPES[type], id, body);
            } catch (EOFException end) {
                return null;
            }
        }

        private void findMark() throws IOException {
            int matched = 0;
            while (matched < MARK.length) {
                int b = in.readUnsignedByte();
                if (b == MARK[matched]) {
                    matched++;
                    continue;
                }
                for (int i = 0; i < matched; i++) {
                    stray.accept(MARK[i]);
                }
                // No byte of the mark but its first equals its first, so a broken match can only begin again at this byte.
                matched = b == MARK[0] ? 1 : 0;
                if (matched == 0) {
                    stray.accept(b);
                }
            }
        }
    }
}
