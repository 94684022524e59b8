package alan.llm.llama.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Writes small GGUF files. What is set again replaces what was there. */
public final class GgufBuilder {
    private static final int ALIGNMENT = 32;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private int version = 3;
    private Long claimedTensors;
    private Long claimedEntries;

    private record Entry(String key, byte[] content) {}

    private record Tensor(String name, int type, Long offset, long... dimensions) {
        long bytes() {
            GgufType known = GgufType.of(type);
            return known == null ? 0 : Arrays.stream(dimensions).reduce(1, (a, b) -> a * b) / known.blockLength() * known.blockBytes();
        }
    }

    /** {@return a little network with everything that the reader looks at, as small as can be} */
    public static GgufBuilder whole() {
        return new GgufBuilder()
                .text("general.architecture", "llama")
                .text("general.name", "Tiny é 🙂")
                .uint32("general.file_type", 15)
                .network(8, 32)
                .text("tokenizer.ggml.model", "gpt2")
                .bool("tokenizer.ggml.add_bos_token", false)
                .texts("tokenizer.ggml.tokens", List.of("<|im_start|>", "<|im_end|>", "a", "b"))
                .int32s("tokenizer.ggml.token_type", 3, 3, 1, 1)
                .float32s("tokenizer.ggml.scores", 0, 0, -1, -2)
                .texts("tokenizer.ggml.merges", List.of("a b"))
                .uint32("tokenizer.ggml.bos_token_id", 0)
                .uint32("tokenizer.ggml.eos_token_id", 1)
                .text("tokenizer.chat_template", "{{ '<|im_start|>' }}")
                .layers(4, 8, 32, 2);
    }

    /**
     * {@return a network that llama.cpp loads and that answers, with zeros everywhere, so always with its first token, which is an exclamation mark}
     *
     * @param template of conversations
     * @param markType of the marks of conversations, as llama.h has it: 3 for control, 4 for user-defined
     */
    public static GgufBuilder working(String template, int markType) {
        // GPT-2's alphabet of bytes.
        List<String> tokens = new ArrayList<>(IntStream.concat(IntStream.rangeClosed('!', '~'), IntStream.range(0xA1, 0x144).filter(c -> c != 0xAD))
                .mapToObj(Character::toString)
                .toList());
        int[] types = new int[tokens.size() + 2];
        Arrays.fill(types, 1);
        types[tokens.size()] = markType;
        types[tokens.size() + 1] = markType;
        tokens.addAll(List.of("<|im_start|>", "<|im_end|>"));
        return new GgufBuilder()
                .text("general.architecture", "llama")
                .text("general.name", "Works")
                .network(32, 64)
                .text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.ggml.pre", "gpt-2")
                .bool("tokenizer.ggml.add_bos_token", false)
                .texts("tokenizer.ggml.tokens", tokens)
                .int32s("tokenizer.ggml.token_type", types)
                .texts("tokenizer.ggml.merges", List.of("x x"))
                .uint32("tokenizer.ggml.bos_token_id", tokens.size() - 2)
                .uint32("tokenizer.ggml.eos_token_id", tokens.size() - 1)
                .text("tokenizer.chat_template", template)
                .layers(tokens.size(), 32, 64, 0);
    }

    /** Two heads, one of keys and values, one layer. */
    private GgufBuilder network(int width, int feedForward) {
        return uint32("llama.context_length", 2048)
                .uint32("llama.embedding_length", width)
                .uint32("llama.block_count", 1)
                .uint32("llama.feed_forward_length", feedForward)
                .uint32("llama.attention.head_count", 2)
                .uint32("llama.attention.head_count_kv", 1)
                .float32("llama.attention.layer_norm_rms_epsilon", 1e-5f);
    }

    private GgufBuilder layers(int tokens, long width, long feedForward, int downType) {
        return tensor("token_embd.weight", 0, width, tokens)
                .tensor("output_norm.weight", 0, width)
                .tensor("blk.0.attn_norm.weight", 0, width)
                .tensor("blk.0.attn_q.weight", 0, width, width)
                .tensor("blk.0.attn_k.weight", 0, width, width / 2)
                .tensor("blk.0.attn_v.weight", 0, width, width / 2)
                .tensor("blk.0.attn_output.weight", 0, width, width)
                .tensor("blk.0.ffn_norm.weight", 0, width)
                .tensor("blk.0.ffn_gate.weight", 0, width, feedForward)
                .tensor("blk.0.ffn_up.weight", 0, width, feedForward)
                .tensor("blk.0.ffn_down.weight", downType, feedForward, width);
    }

    public GgufBuilder text(String key, String value) {
        return put(key, 8, out -> text(out, value));
    }

    public GgufBuilder uint32(String key, int value) {
        return put(key, 4, out -> number(out, 4, value));
    }

    public GgufBuilder int32(String key, int value) {
        return put(key, 5, out -> number(out, 4, value));
    }

    public GgufBuilder uint16(String key, int value) {
        return put(key, 2, out -> number(out, 2, value));
    }

    public GgufBuilder float32(String key, float value) {
        return put(key, 6, out -> number(out, 4, Float.floatToIntBits(value)));
    }

    public GgufBuilder bool(String key, boolean value) {
        return put(key, 7, out -> number(out, 1, value ? 1 : 0));
    }

    public GgufBuilder texts(String key, List<String> values) {
        return array(key, 8, values.size(), out -> values.forEach(value -> text(out, value)));
    }

    public GgufBuilder int32s(String key, int... values) {
        return array(key, 5, values.length, out -> Arrays.stream(values).forEach(value -> number(out, 4, value)));
    }

    public GgufBuilder float32s(String key, float... values) {
        return array(key, 6, values.length, out -> {
            for (float value : values) {
                number(out, 4, Float.floatToIntBits(value));
            }
        });
    }

    /** A list that claims a length, and has whatever comes. */
    public GgufBuilder array(String key, int type, long length, Content content) {
        return put(key, 9, out -> {
            number(out, 4, type);
            number(out, 8, length);
            content.to(out);
        });
    }

    /** An entry of whatever type. */
    public GgufBuilder put(String key, int type, Content content) {
        entries.removeIf(entry -> entry.key().equals(key));
        return again(key, type, content);
    }

    /** An entry beside another of the same key. */
    public GgufBuilder again(String key, int type, Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text(out, key);
        number(out, 4, type);
        content.to(out);
        entries.add(new Entry(key, out.toByteArray()));
        return this;
    }

    public GgufBuilder without(String key) {
        entries.removeIf(entry -> entry.key().equals(key));
        tensors.removeIf(tensor -> tensor.name().equals(key));
        return this;
    }

    public GgufBuilder withoutTensors() {
        tensors.clear();
        return this;
    }

    /** A tensor after the others. */
    public GgufBuilder tensor(String name, int type, long... dimensions) {
        tensors.removeIf(tensor -> tensor.name().equals(name));
        return tensorAt(null, name, type, dimensions);
    }

    /** A tensor that claims to lie somewhere; {@code null} for after the others. */
    public GgufBuilder tensorAt(Long offset, String name, int type, long... dimensions) {
        tensors.add(new Tensor(name, type, offset, dimensions));
        return this;
    }

    public GgufBuilder version(int other) {
        version = other;
        return this;
    }

    public GgufBuilder claiming(long tensorCount, long entryCount) {
        claimedTensors = tensorCount;
        claimedEntries = entryCount;
        return this;
    }

    public int tensorCount() {
        return tensors.size();
    }

    public int entryCount() {
        return entries.size();
    }

    /** {@return the file without its tensors' data} */
    public byte[] header() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        number(file, 4, version);
        number(file, 8, claimedTensors == null ? tensors.size() : claimedTensors);
        number(file, 8, claimedEntries == null ? entries.size() : claimedEntries);
        entries.forEach(entry -> file.writeBytes(entry.content()));
        long next = 0;
        for (Tensor tensor : tensors) {
            text(file, tensor.name());
            number(file, 4, tensor.dimensions().length);
            Arrays.stream(tensor.dimensions()).forEach(dimension -> number(file, 8, dimension));
            number(file, 4, tensor.type());
            number(file, 8, tensor.offset() == null ? next : tensor.offset());
            next += padded(tensor.bytes());
        }
        return file.toByteArray();
    }

    /** {@return the file} */
    public byte[] build() {
        byte[] header = header();
        long data = tensors.stream().filter(tensor -> tensor.offset() == null).mapToLong(tensor -> padded(tensor.bytes())).sum();
        return Arrays.copyOf(header, Math.toIntExact(padded(header.length) + (data < 0 || data > 1 << 20 ? 0 : data)));
    }

    private static long padded(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Writes something. */
    public interface Content {
        void to(ByteArrayOutputStream out);
    }

    public static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(out, 8, bytes.length);
        out.writeBytes(bytes);
    }

    public static void number(ByteArrayOutputStream out, int bytes, long value) {
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array(), 0, bytes);
    }
}
