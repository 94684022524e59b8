package alan.tts.csm.tensor;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A weight of a network: one that a checkpoint holds, or one that was computed from those.
 *
 * @param name unique within a program
 * @param shape outermost dimension first
 * @param stored where it lies; {@code null} for a computed one
 * @param offset of its first byte within what is stored
 * @param computed its numbers; {@code null} for a stored one
 */
public record Weight(String name, List<Long> shape, StoredTensor stored, long offset, FloatBuffer computed) {
    /** {@return a weight as it is stored} @param name by which networks know it @param stored where it lies */
    public static Weight of(String name, StoredTensor stored) {
        return new Weight(name, stored.shape(), stored, 0, null);
    }

    /**
     * {@return a weight that no checkpoint holds}
     *
     * @param name unique within a program
     * @param numbers as many as the shape says
     * @param shape outermost dimension first
     */
    public static Weight computed(String name, float[] numbers, long... shape) {
        return new Weight(name, Arrays.stream(shape).boxed().toList(), null, 0, FloatBuffer.wrap(numbers));
    }

    /** {@return one of the parts along the first dimension, which goes} @param index of the part */
    public Weight part(int index) {
        List<Long> rest = shape.subList(1, shape.size());
        long numbers = rest.stream().reduce(1L, (a, b) -> a * b);
        if (computed != null) {
            return new Weight(name + "." + index, rest, null, 0, computed.slice(Math.toIntExact(index * numbers), Math.toIntExact(numbers)));
        }
        return new Weight(name + "." + index, rest, stored, offset + index * numbers * stored.type().bytes(), null);
    }

    /** {@return the same numbers in another shape} @param dimensions outermost first */
    public Weight reshaped(long... dimensions) {
        return new Weight(name, Arrays.stream(dimensions).boxed().toList(), stored, offset, computed);
    }

    /** {@return how many numbers it has} */
    public long numbers() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }
}
