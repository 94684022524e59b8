package alan.llm.llama;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes small GGUF files. */
final class GgufBuilder {
    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
    private int entryCount;
    private int tensorCount;

    /** {@return a little network with everything that the reader looks at} */
    static GgufBuilder whole() {
        return new GgufBuilder()
                .text("general.architecture", "llama")
                .text("general.name", "Tiny é 🙂")
                .uint32("general.file_type", 15)
                .uint32("llama.context_length", 2048)
                .text("tokenizer.ggml.model", "gpt2")
                .bool("tokenizer.ggml.add_bos_token", false)
                .texts("tokenizer.ggml.tokens", List.of("<|im_start|>", "<|im_end|>", "a", "b"))
                .int32s("tokenizer.ggml.token_type", 3, 3, 1, 1)
                .float32s("tokenizer.ggml.scores", 0, 0, -1, -2)
                .texts("tokenizer.ggml.merges", List.of("a b"))
                .uint32("tokenizer.ggml.bos_token_id", 0)
                .text("tokenizer.chat_template", "{{ '<|im_start|>' }}")
                .tensor("token_embd.weight", 0, 0, 8, 4)
                .tensor("blk.0.ffn_down.weight", 2, 128, 32, 2);
    }

    /** {@return this} */
    GgufBuilder text(String key, String value) {
        key(key, 8);
        text(entries, value);
        return this;
    }

    /** {@return this} */
    GgufBuilder uint32(String key, int value) {
        key(key, 4);
        put(entries, 4, value);
        return this;
    }

    /** {@return this} */
    GgufBuilder bool(String key, boolean value) {
        key(key, 7);
        put(entries, 1, value ? 1 : 0);
        return this;
    }

    /** {@return this} */
    GgufBuilder texts(String key, List<String> values) {
        array(key, 8, values.size());
        values.forEach(value -> text(entries, value));
        return this;
    }

    /** {@return this} */
    GgufBuilder int32s(String key, int... values) {
        array(key, 5, values.length);
        for (int value : values) {
            put(entries, 4, value);
        }
        return this;
    }

    /** {@return this} */
    GgufBuilder float32s(String key, float... values) {
        array(key, 6, values.length);
        for (float value : values) {
            put(entries, 4, Float.floatToIntBits(value));
        }
        return this;
    }

    /** Begins a list; its elements are the caller's business. {@return this} */
    GgufBuilder array(String key, int type, long length) {
        key(key, 9);
        put(entries, 4, type);
        put(entries, 8, length);
        return this;
    }

    /** {@return this} */
    GgufBuilder tensor(String name, int type, long offset, long... dimensions) {
        text(tensors, name);
        put(tensors, 4, dimensions.length);
        for (long dimension : dimensions) {
            put(tensors, 8, dimension);
        }
        put(tensors, 4, type);
        put(tensors, 8, offset);
        tensorCount++;
        return this;
    }

    /** {@return the file} @param dataBytes bytes of tensor data */
    byte[] build(int dataBytes) {
        return build(3, tensorCount, entryCount, dataBytes);
    }

    /** {@return the file, with whatever claims} */
    byte[] build(int version, long claimedTensors, long claimedEntries, int dataBytes) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        put(file, 4, version);
        put(file, 8, claimedTensors);
        put(file, 8, claimedEntries);
        file.writeBytes(entries.toByteArray());
        file.writeBytes(tensors.toByteArray());
        file.writeBytes(new byte[(32 - file.size() % 32) % 32 + dataBytes]);
        return file.toByteArray();
    }

    private void key(String key, int type) {
        text(entries, key);
        put(entries, 4, type);
        entryCount++;
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(out, 8, bytes.length);
        out.writeBytes(bytes);
    }

    private static void put(ByteArrayOutputStream out, int bytes, long value) {
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array(), 0, bytes);
    }
}
