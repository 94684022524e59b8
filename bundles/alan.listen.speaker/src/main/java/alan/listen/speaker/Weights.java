package alan.listen.speaker;

import alan.api.AlanException;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The 32-bit floats of a safetensors file, by name. CSM has a reader of that format too, with more types and more checks; it belongs to that engine, and this one
 * should work where CSM is not installed.
 */
final class Weights {
    private static final int LENGTH = Long.BYTES;
    /** Many times the model. */
    private static final long LARGEST = 1 << 28;

    private final Path file;
    private final ByteBuffer bytes;
    private final JsonNode header;
    private final int start;

    private Weights(Path file, ByteBuffer bytes, JsonNode header, int start) {
        this.file = file;
        this.bytes = bytes;
        this.header = header;
        this.start = start;
    }

    /**
     * Reads a file.
     *
     * @param file a safetensors file
     * @return what is in it
     * @throws AlanException when it is something else or cannot be read
     */
    static Weights read(Path file) throws AlanException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < LENGTH || size > LARGEST) {
                throw damaged(file, null);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            long length = bytes.getLong(0);
            if (bytes.hasRemaining() || length < 2 || length > size - LENGTH) {
                throw damaged(file, null);
            }
            JsonNode header = new ObjectMapper().readTree(bytes.array(), LENGTH, (int) length);
            return new Weights(file, bytes, header, LENGTH + (int) length);
        } catch (JacksonException e) {
            throw damaged(file, e);
        } catch (IOException e) {
            throw new AlanException("The model file %s cannot be read; see whether it is there and may be read.", file, e);
        }
    }

    /**
     * {@return the bytes of a tensor, with the least byte of each number first; nobody may change them}
     *
     * @param name of the tensor
     * @param shape that it has to have
     * @throws AlanException when there is no such tensor: the file is of another model
     */
    ByteBuffer floats(String name, long... shape) throws AlanException {
        JsonNode tensor = header.path(name);
        long[] found = numbers(tensor.path("shape"));
        long[] offsets = numbers(tensor.path("data_offsets"));
        long count = Float.BYTES * Arrays.stream(shape).reduce(1, (one, other) -> one * other);
        if (!tensor.path("dtype").asText().equals("F32") || !Arrays.equals(found, shape) || offsets.length != 2) {
            throw damaged(file, null);
        }
        if (offsets[0] < 0 || offsets[1] - offsets[0] != count || offsets[1] > bytes.capacity() - start) {
            throw damaged(file, null);
        }
        return bytes.slice(start + (int) offsets[0], (int) count);
    }

    private static long[] numbers(JsonNode list) {
        long[] numbers = new long[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.path(i).asLong(-1);
        }
        return numbers;
    }

    private static AlanException damaged(Path file, Throwable cause) {
        return new AlanException("The model file %s is damaged, or not CAM++ for recognising speakers; remove the model and install it again.", file, cause);
    }
}
