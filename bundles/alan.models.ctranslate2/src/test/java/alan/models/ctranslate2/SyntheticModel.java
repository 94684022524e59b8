package alan.models.ctranslate2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds a CTranslate2 folder of a Whisper network that is far too small to hear anything, with every variable that a real
 * one has.
 */
final class SyntheticModel {
    static final int STATE = 4;
    static final int HEADS = 2;
    static final int AUDIO_CONTEXT = 6;
    static final int TEXT_CONTEXT = 5;
    static final int AUDIO_LAYERS = 2;
    static final int TEXT_LAYERS = 1;

    /** A variable's dimensions, type code and bytes. */
    record Array(long[] dims, int type, byte[] bytes) {}

    final Map<String, Array> variables = new TreeMap<>();
    final Map<String, String> aliases = new TreeMap<>();
    /** Positions of what is not a variable's payload in what {@link #bytes} returned last. */
    final List<Integer> structure = new ArrayList<>();

    int version = 6;
    String architecture = "WhisperSpec";

    private final int vocabulary;
    private int seed;

    SyntheticModel(int vocabulary, int melBands) {
        this.vocabulary = vocabulary;
        weights("decoder/embeddings/weight", vocabulary, STATE);
        weights("decoder/position_encodings/encodings", TEXT_CONTEXT, STATE);
        weights("encoder/position_encodings/encodings", AUDIO_CONTEXT, STATE);
        weights("encoder/conv1/weight", STATE, melBands, 3);
        weights("encoder/conv1/bias", STATE);
        weights("encoder/conv2/weight", STATE, STATE, 3);
        weights("encoder/conv2/bias", STATE);
        number("encoder/num_heads", HEADS);
        number("decoder/num_heads", HEADS);
        norm("encoder/layer_norm");
        norm("decoder/layer_norm");
        for (int i = 0; i < AUDIO_LAYERS; i++) {
            layer("encoder/layer_" + i);
        }
        for (int i = 0; i < TEXT_LAYERS; i++) {
            layer("decoder/layer_" + i);
            norm("decoder/layer_" + i + "/attention/layer_norm");
            linear("decoder/layer_" + i + "/attention/linear_0", STATE, STATE);
            linear("decoder/layer_" + i + "/attention/linear_1", 2 * STATE, STATE);
            linear("decoder/layer_" + i + "/attention/linear_2", STATE, STATE);
        }
        aliases.put("decoder/projection/weight", "decoder/embeddings/weight");
    }

    static SyntheticModel multilingual() {
        return new SyntheticModel(51865, 80);
    }

    private void layer(String name) {
        norm(name + "/self_attention/layer_norm");
        linear(name + "/self_attention/linear_0", 3 * STATE, STATE);
        linear(name + "/self_attention/linear_1", STATE, STATE);
        norm(name + "/ffn/layer_norm");
        linear(name + "/ffn/linear_0", 4 * STATE, STATE);
        linear(name + "/ffn/linear_1", STATE, 4 * STATE);
    }

    private void norm(String name) {
        weights(name + "/gamma", STATE);
        weights(name + "/beta", STATE);
    }

    private void linear(String name, int rows, int columns) {
        weights(name + "/weight", rows, columns);
        weights(name + "/bias", rows);
    }

    /** Half-precision numbers that differ from variable to variable and from element to element. */
    private void weights(String name, long... dims) {
        int count = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = little(2 * count);
        seed++;
        for (int i = 0; i < count; i++) {
            bytes.putShort((short) (0x2C00 + (seed * 37 + i) % 0x1000));
        }
        variables.put(name, new Array(dims, 4, bytes.array()));
    }

    void number(String name, int value) {
        variables.put(name, new Array(new long[0], 2, little(2).putShort((short) value).array()));
    }

    void floats(String name, float[] values, long... dims) {
        ByteBuffer bytes = little(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        variables.put(name, new Array(dims, 0, bytes.array()));
    }

    void bytes(String name, byte[] values, long... dims) {
        variables.put(name, new Array(dims, 1, values));
    }

    void shorts(String name, int type, short[] values, long... dims) {
        ByteBuffer bytes = little(2 * values.length);
        for (short value : values) {
            bytes.putShort(value);
        }
        variables.put(name, new Array(dims, type, bytes.array()));
    }

    /** {@return an element of a half-precision variable, as its bits} */
    short half(String name, int index) {
        return ByteBuffer.wrap(variables.get(name).bytes()).order(ByteOrder.LITTLE_ENDIAN).getShort(2 * index);
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        structure.clear();
        u32(out, version);
        string(out, architecture);
        u32(out, 3);
        u32(out, variables.size());
        variables.forEach((name, array) -> {
            string(out, name);
            u8(out, array.dims().length);
            for (long dim : array.dims()) {
                u32(out, dim);
            }
            u8(out, array.type());
            u32(out, array.bytes().length);
            out.writeBytes(array.bytes());
        });
        u32(out, aliases.size());
        aliases.forEach((alias, name) -> {
            string(out, alias);
            string(out, name);
        });
        return out.toByteArray();
    }

    private void u8(ByteArrayOutputStream out, int value) {
        structure.add(out.size());
        out.write(value);
    }

    private void u32(ByteArrayOutputStream out, long value) {
        for (int shift = 0; shift < 32; shift += 8) {
            u8(out, (int) (value >>> shift));
        }
    }

    private void string(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        u8(out, bytes.length + 1);
        u8(out, bytes.length + 1 >>> 8);
        for (byte b : bytes) {
            u8(out, b);
        }
        u8(out, 0);
    }

    /** {@return tokens as CTranslate2 writes them: GPT-2's alphabet, some words, the special tokens} */
    List<String> tokens() {
        List<String> tokens = new ArrayList<>(vocabulary);
        for (int letter = 0; letter < 0x144; letter++) {
            boolean visible = letter >= '!' && letter <= '~' || letter >= 0xA1 && letter != 0xAD;
            if (visible) {
                tokens.add(String.valueOf((char) letter));
            }
        }
        int endOfText = vocabulary == 51864 ? 50256 : 50257;
        while (tokens.size() < 50256) {
            tokens.add("Ġt" + tokens.size());
        }
        if (tokens.size() < endOfText) {
            tokens.add("");
        }
        tokens.add("<|endoftext|>");
        while (tokens.size() < vocabulary) {
            tokens.add("<|special " + tokens.size() + "|>");
        }
        return tokens;
    }

    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.bin"), bytes());
        Files.writeString(folder.resolve("vocabulary.txt"), String.join("\n", tokens()) + "\n");
        return folder;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
