package alan.tts.csm.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a tensor lies.
 *
 * @param name as the file has it
 * @param type of its numbers
 * @param shape outermost dimension first; empty for a single number
 * @param file that holds it
 * @param offset of its first byte, from the start of the file
 * @param bytes its size
 */
public record StoredTensor(String name, DataType type, List<Long> shape, Path file, long offset, long bytes) {
    /** {@return the shape for people} {@code 2048 × 1024} */
    public String dimensions() {
        return dimensions(shape);
    }

    /** {@return a shape for people} @param shape outermost dimension first */
    public static String dimensions(List<Long> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }

    /**
     * {@return some of its numbers, as floats} Only for types that weights may be of.
     *
     * @param from bytes before them, within the tensor
     * @param count how many
     * @throws IOException when the file cannot be read
     */
    public float[] read(long from, long count) throws IOException {
        ByteBuffer numbers = ByteBuffer.allocate(Math.toIntExact(count * type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file)) {
            while (numbers.hasRemaining()) {
                if (channel.read(numbers, offset + from + numbers.position()) < 0) {
                    throw new IOException(file + " has become shorter");
                }
            }
        }
        return type.floats(numbers.flip());
    }
}
