package alan.models.ctranslate2;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Writes whisper.cpp's ggml file.
 *
 * <p>Layout, little-endian, whole numbers in 32 bits: the magic number; the ten sizes of {@link WhisperShape} and 1 for
 * 16-bit weights; the mel filters (bands, bins, floats); the tokens (count; of each its length and bytes); then for each
 * tensor its rank, the length of its name, 0 for 32 or 1 for 16 bits, its dimensions (the fastest-varying first), name and
 * elements.
 */
final class GgmlWriter {
    private static final int MAGIC = 0x67676D6C;
    private static final int CHUNK = 1 << 18;

    private final ModelFile model;
    private final ByteBuffer input = ByteBuffer.allocateDirect(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer output = ByteBuffer.allocateDirect(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);

    /** @param model where the weights are read; stays open */
    GgmlWriter(ModelFile model) {
        this.model = model;
    }

    /**
     * Writes the whole file.
     *
     * @param file to write
     * @param shape of the model
     * @param tokens that whisper.cpp has to be told
     * @param tensors of the model
     * @param written told now and then how many bytes are there
     * @throws AlanException when a weight cannot be read
     */
    void write(Path file, WhisperShape shape, List<byte[]> tokens, List<GgmlTensor> tensors, LongConsumer written)
            throws AlanException, IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            put(channel, header(shape));
            put(channel, filters(shape.melBands()));
            put(channel, vocabulary(tokens));
            for (GgmlTensor tensor : tensors) {
                put(channel, header(tensor));
                elements(channel, tensor, written);
            }
            written.accept(channel.position());
        }
    }

    /** {@return how many bytes {@link #write} will write} */
    static long size(WhisperShape shape, List<byte[]> tokens, List<GgmlTensor> tensors) {
        long size = header(shape).limit() + filters(shape.melBands()).limit() + vocabulary(tokens).limit();
        for (GgmlTensor tensor : tensors) {
            size += header(tensor).limit() + tensor.bytes();
        }
        return size;
    }

    private static ByteBuffer header(WhisperShape shape) {
        return little(12 * 4)
                .putInt(MAGIC)
                .putInt(shape.vocabulary())
                .putInt(shape.audioContext())
                .putInt(shape.audioState())
                .putInt(shape.audioHeads())
                .putInt(shape.audioLayers())
                .putInt(shape.textContext())
                .putInt(shape.textState())
                .putInt(shape.textHeads())
                .putInt(shape.textLayers())
                .putInt(shape.melBands())
                .putInt(1)
                .flip();
    }

    private static ByteBuffer filters(int bands) {
        ByteBuffer bytes = little(8 + 4 * bands * MelFilters.BINS).putInt(bands).putInt(MelFilters.BINS);
        for (float[] filter : MelFilters.of(bands)) {
            for (float weight : filter) {
                bytes.putFloat(weight);
            }
        }
        return bytes.flip();
    }

    private static ByteBuffer vocabulary(List<byte[]> tokens) {
        int size = 4 + tokens.stream().mapToInt(token -> 4 + token.length).sum();
        ByteBuffer bytes = little(size).putInt(tokens.size());
        tokens.forEach(token -> bytes.putInt(token.length).put(token));
        return bytes.flip();
    }

    private static ByteBuffer header(GgmlTensor tensor) {
        byte[] name = tensor.name().getBytes(StandardCharsets.UTF_8);
        int rank = tensor.dims().size();
        ByteBuffer bytes = little(4 * (3 + rank) + name.length);
        bytes.putInt(rank).putInt(name.length).putInt(tensor.half() ? 1 : 0);
        for (int i = rank - 1; i >= 0; i--) {
            bytes.putInt(tensor.dims().get(i));
        }
        return bytes.put(name).flip();
    }

    private void elements(FileChannel channel, GgmlTensor tensor, LongConsumer written) throws AlanException, IOException {
        float[] scales = tensor.scale() == null ? null : scales(tensor.scale());
        long rowLength = tensor.scale() == null ? 1 : tensor.source().count() / scales.length;
        long end = tensor.first() + tensor.count();
        for (long at = tensor.first(); at < end; at += CHUNK) {
            int count = (int) Math.min(CHUNK, end - at);
            model.read(tensor.source(), at, count, input);
            output.clear();
            ElementType type = tensor.source().type();
            for (int i = 0; i < count; i++) {
                float value = type.get(input, i);
                if (scales != null) {
                    value /= scales[(int) ((at + i) / rowLength)];
                }
                if (tensor.half()) {
                    output.putShort(Half.of(value));
                } else {
                    output.putFloat(value);
                }
            }
            put(channel, output.flip());
            written.accept(channel.position());
        }
    }

    private float[] scales(Variable scale) throws AlanException, IOException {
        int count = Math.toIntExact(scale.count());
        ByteBuffer bytes = little(4 * count);
        model.read(scale, 0, count, bytes);
        float[] scales = new float[count];
        for (int i = 0; i < count; i++) {
            scales[i] = scale.type().get(bytes, i);
            if (!(scales[i] > 0 && scales[i] < Float.POSITIVE_INFINITY)) {
                throw Damage.in(model.path(), Text.of("has %s in %s", scales[i], scale.name()));
            }
        }
        return scales;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void put(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
