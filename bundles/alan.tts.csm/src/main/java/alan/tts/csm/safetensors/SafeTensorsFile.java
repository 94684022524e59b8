package alan.tts.csm.safetensors;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.tts.csm.tensor.DataType;
import alan.tts.csm.tensor.StoredTensor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file, checked as its reference implementation does: eight bytes with the length of a JSON object, the object, the
 * tensors' bytes one after another without a gap. The tensors themselves are not read.
 *
 * @param file that was read
 * @param tensors by their names
 * @param metadata texts of the file's maker
 * @see <a href="https://github.com/huggingface/safetensors#format">safetensors: Format</a>
 */
public record SafeTensorsFile(Path file, Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    private static final int LENGTH_BYTES = Long.BYTES;
    /** CSM's own header has 60 KB. The reference implementation stops at 100 MB. */
    private static final long LONGEST_HEADER = 16 << 20;

    private static final String METADATA = "__metadata__";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a file's header.
     *
     * @param file a safetensors file
     * @return what it holds
     * @throws AlanException when it is something else, or damaged
     */
    public static SafeTensorsFile read(Path file) throws AlanException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            ByteBuffer start = bytes(channel, 0, (int) Math.min(size, LENGTH_BYTES));
            refusePickle(file, start);
            if (size < LENGTH_BYTES) {
                throw Damage.damaged(file, Text.of("it has %s bytes only", size));
            }
            long length = start.getLong(0);
            if (length < 2 || length > size - LENGTH_BYTES) {
                throw Damage.damaged(file, Text.of("its header does not end within the file"));
            }
            if (length > LONGEST_HEADER) {
                throw Damage.damaged(file, Text.of("its header says that it has %s bytes", length));
            }
            JsonNode header = JSON.readTree(bytes(channel, LENGTH_BYTES, (int) length).array());
            return new Header(file, LENGTH_BYTES + length, size).read(header);
        } catch (JsonProcessingException e) {
            throw Damage.damaged(file, Text.of("its header is no JSON"));
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                throw Damage.foreign(file, Text.of("it is a folder"));
            }
            throw Damage.unreadable(file, e);
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file has become shorter");
            }
        }
        return buffer.flip();
    }

    /** Pickles are zip archives since PyTorch 1.6, and bare before. */
    private static void refusePickle(Path file, ByteBuffer start) throws AlanException {
        boolean zip = start.limit() >= 4 && start.getInt(0) == 0x04034b50;
        boolean bare = start.limit() >= 2 && start.get(0) == (byte) 0x80 && start.get(1) <= 5 && start.limit() >= 8 && start.getLong(0) < 0
                || start.limit() >= 3 && start.get(0) == (byte) 0x80 && start.get(2) == (byte) 0x8a;
        if (zip || bare) {
            throw Damage.foreign(file, Text.of("it is a PyTorch pickle, which can run a program when it is read: fetch the model as safetensors"));
        }
    }

    /** The JSON object, on its way to a record. */
    private record Header(Path file, long dataStart, long size) {
        SafeTensorsFile read(JsonNode header) throws AlanException {
            if (!header.isObject()) {
                throw Damage.damaged(file, Text.of("its header is no JSON object"));
            }
            Map<String, String> metadata = new LinkedHashMap<>();
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : header.properties()) {
                if (entry.getKey().equals(METADATA)) {
                    for (Map.Entry<String, JsonNode> text : entry.getValue().properties()) {
                        metadata.put(text.getKey(), text.getValue().asText());
                    }
                } else {
                    tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
                }
            }
            checkThatTheyFillTheFile(tensors);
            return new SafeTensorsFile(file, Map.copyOf(tensors), Map.copyOf(metadata));
        }

        private StoredTensor tensor(String name, JsonNode node) throws AlanException {
            String typeName = node.path("dtype").asText();
            DataType type = DataType.of(typeName).orElse(null);
            if (type == null) {
                throw Damage.foreign(file, Text.of("its tensor %s is of a type that is not known here, %s", name, typeName));
            }
            List<Long> shape = numbers(name, node.path("shape"));
            List<Long> offsets = numbers(name, node.path("data_offsets"));
            if (offsets.size() != 2 || offsets.get(1) < offsets.get(0) || offsets.get(1) > size - dataStart) {
                throw Damage.damaged(file, Text.of("its tensor %s does not lie within the file", name));
            }
            long bytes = offsets.get(1) - offsets.get(0);
            if (bytes != product(name, shape, type.bytes())) {
                throw Damage.damaged(file, Text.of("its tensor %s has %s bytes, which is not %s numbers of type %s",
                        name, bytes, StoredTensor.dimensions(shape), type.name()));
            }
            return new StoredTensor(name, type, shape, file, dataStart + offsets.get(0), bytes);
        }

        private List<Long> numbers(String name, JsonNode node) throws AlanException {
            List<Long> numbers = new ArrayList<>();
            for (JsonNode number : node) {
                if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
                    throw Damage.damaged(file, Text.of("the shape or place of its tensor %s is no list of numbers", name));
                }
                numbers.add(number.asLong());
            }
            if (!node.isArray()) {
                throw Damage.damaged(file, Text.of("the shape or place of its tensor %s is no list of numbers", name));
            }
            return List.copyOf(numbers);
        }

        private long product(String name, List<Long> shape, long bytes) throws AlanException {
            try {
                long product = bytes;
                for (long dimension : shape) {
                    product = Math.multiplyExact(product, dimension);
                }
                return product;
            } catch (ArithmeticException e) {
                throw Damage.damaged(file, Text.of("its tensor %s would be larger than any file", name));
            }
        }

        /** Neither a gap nor an overlap: whatever was cut out of a file or joined to it shows. */
        private void checkThatTheyFillTheFile(Map<String, StoredTensor> tensors) throws AlanException {
            long end = dataStart;
            List<StoredTensor> inOrder = new ArrayList<>(tensors.values());
            inOrder.sort(Comparator.comparingLong(StoredTensor::offset).thenComparingLong(StoredTensor::bytes));
            for (StoredTensor tensor : inOrder) {
                if (tensor.offset() != end) {
                    throw Damage.damaged(file, Text.of("its tensor %s does not begin where the one before it ends", tensor.name()));
                }
                end += tensor.bytes();
            }
            if (end != size) {
                throw Damage.damaged(file, Text.of("%s bytes at its end belong to no tensor", size - end));
            }
        }
    }
}
