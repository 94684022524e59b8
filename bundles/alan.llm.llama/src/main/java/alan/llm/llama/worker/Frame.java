package alan.llm.llama.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One message between engine and worker.
 *
 * @param type what it is
 * @param id of the request that it belongs to; 0 for the worker itself
 * @param body whatever the type calls for, written with {@link Writing}
 */
public record Frame(Type type, int id, byte[] body) {
    private static final byte[] NOTHING = {};

    /** What a frame is. The order is the wire format. */
    public enum Type {
        /** To the worker: load a model. Body: {@link LoadRequest}. Answered by READY or FAILED. */
        LOAD,
        /**
         * To the worker: count the tokens of a conversation. Body: {@link ChatMessage#writeAll}. Answered by COUNTED or FAILED.
         */
        COUNT,
        /**
         * To the worker: answer a conversation. Body: {@link GenerateRequest}. Answered by ACCEPTED, PIECE…, END; or REFUSED; or
         * FAILED.
         */
        GENERATE,
        /** To the worker: measure how fast it is. No body. Answered by MEASURED or FAILED. */
        MEASURE,
        /** To the worker: stop answering that request. No body, no answer. */
        CANCEL,
        /** To the worker: end. */
        QUIT,
        /** From the worker: the model is loaded. */
        READY,
        /** From the worker. Body: int tokens. */
        COUNTED,
        /** From the worker. Body: int tokens of the prompt. */
        ACCEPTED,
        /** From the worker: the prompt leaves no room for an answer. Body: int tokens of the prompt. */
        REFUSED,
        /** From the worker: it is at work on that request. */
        ALIVE,
        /** From the worker: some text. Body: text, int tokens so far. */
        PIECE,
        /**
         * From the worker: the answer is complete. Body: byte, 1 if a limit ended it, 0 if the model or a stop text did; int
         * tokens in all.
         */
        END,
        /** From the worker. Body: double prompt tokens a second, double generated tokens a second. */
        MEASURED,
        /** From the worker: that did not work. Body: text, why. */
        FAILED
    }

    /**
     * A frame without a body.
     *
     * @param type what it is
     * @param id of its request
     */
    public Frame(Type type, int id) {
        this(type, id, NOTHING);
    }

    /**
     * A frame with a body.
     *
     * @param type what it is
     * @param id of its request
     * @param writing writes the body
     */
    public Frame(Type type, int id, Writing writing) {
        this(type, id, bytes(writing));
    }

    /** Writes a body. */
    public interface Writing {
        /**
         * Writes.
         *
         * @param out into memory
         * @throws IOException never, but the stream's type says so
         */
        void to(DataOutputStream out) throws IOException;
    }

    /** {@return the body, to be read} */
    public DataInputStream in() {
        return new DataInputStream(new ByteArrayInputStream(body));
    }

    /**
     * Writes a text of any length ({@link DataOutputStream#writeUTF} ends at 64 KiB).
     *
     * @param out where to
     * @param text any text
     * @throws IOException as {@code out}
     */
    public static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * Reads what {@link #writeText} wrote.
     *
     * @param in a frame's body
     * @return the text
     * @throws IOException when the body is too short for it
     */
    public static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text of " + length + " bytes in a frame of fewer");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
