package alan.models.torch;

import alan.api.AlanException;
import alan.api.text.Text;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Writes safetensors: eight bytes with the length of a JSON object, the object, the tensors one after another. The bytes depend on the content alone, and
 * are those of the format's own implementation: tensors go by the type of their elements and then by name, and the JSON is filled up with spaces to a multiple of
 * eight.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">safetensors: Format</a>
 */
final class SafeTensorsWriter {
    /** A tensor whose elements are not in order is put in order in memory. */
    private static final long LARGEST_IN_MEMORY = 1 << 28;

    private static final int BLOCK = 1 << 16;

    private final Path source;
    private final TorchFile file;
    private final StateDict content;
    private final List<Map.Entry<String, Tensor>> order;

    /** @param source of the file, for messages @param file has the bytes @param content what to write */
    SafeTensorsWriter(Path source, TorchFile file, StateDict content) {
        this.source = source;
        this.file = file;
        this.content = content;
        this.order = content.tensors().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Tensor> entry) -> entry.getValue().storage().type()).thenComparing(Map.Entry::getKey))
                .toList();
    }

    /** {@return how many bytes the tensors take} */
    long bytes() {
        return order.stream().mapToLong(entry -> entry.getValue().bytes()).sum();
    }

    /**
     * Writes everything.
     *
     * @param out stays open
     * @param written told how many bytes of the tensors are written
     */
    void write(OutputStream out, LongConsumer written) throws AlanException, IOException {
        byte[] header = header();
        out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
        out.write(header);
        long done = 0;
        for (Map.Entry<String, Tensor> entry : order) {
            Tensor tensor = entry.getValue();
            if (tensor.isContiguous()) {
                copy(tensor, out);
            } else {
                out.write(inOrder(tensor));
            }
            done += tensor.bytes();
            written.accept(done);
        }
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new ObjectMapper().createGenerator(bytes)) {
            json.writeStartObject();
            if (!content.values().isEmpty()) {
                json.writeObjectField("__metadata__", content.values());
            }
            long at = 0;
            for (Map.Entry<String, Tensor> entry : order) {
                Tensor tensor = entry.getValue();
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("dtype", tensor.storage().type().name());
                json.writeObjectField("shape", tensor.shape());
                json.writeObjectField("data_offsets", List.of(at, at + tensor.bytes()));
                json.writeEndObject();
                at += tensor.bytes();
            }
            json.writeEndObject();
        }
        while (bytes.size() % Long.BYTES != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    private void copy(Tensor tensor, OutputStream out) throws AlanException, IOException {
        try (InputStream in = file.open(tensor.storage())) {
            in.skipNBytes(tensor.offset() * tensor.storage().type().bytes);
            long left = tensor.bytes();
            while (left > 0) {
                byte[] block = in.readNBytes((int) Math.min(BLOCK, left));
                if (block.length == 0) {
                    throw TorchFile.lacks(source, tensor.storage());
                }
                out.write(block);
                left -= block.length;
            }
        }
    }

    private byte[] inOrder(Tensor tensor) throws AlanException, IOException {
        if (tensor.storage().bytes() > LARGEST_IN_MEMORY) {
            throw Damage.in(source, Text.of("has a tensor of %s bytes whose numbers are not in order, which is too large for Alan", tensor.storage().bytes()));
        }
        byte[] all;
        try (InputStream in = file.open(tensor.storage())) {
            all = in.readNBytes((int) tensor.storage().bytes());
        }
        if (all.length < tensor.storage().bytes()) {
            throw TorchFile.lacks(source, tensor.storage());
        }
        int size = tensor.storage().type().bytes;
        byte[] ordered = new byte[(int) tensor.bytes()];
        long[] index = new long[tensor.shape().size()];
        for (int to = 0; to < ordered.length; to += size) {
            long from = tensor.offset();
            for (int i = 0; i < index.length; i++) {
                from += index[i] * tensor.strides().get(i);
            }
            System.arraycopy(all, (int) from * size, ordered, to, size);
            for (int i = index.length - 1; i >= 0 && ++index[i] == tensor.shape().get(i); i--) {
                index[i] = 0;
            }
        }
        return ordered;
    }
}
