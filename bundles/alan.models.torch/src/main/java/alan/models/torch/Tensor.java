package alan.models.torch;

import java.util.List;

/**
 * A view of a storage, within its bounds and with no more elements than it has.
 *
 * @param storage that it views
 * @param offset of its first element, in elements
 * @param shape of as many dimensions as it has; empty for one number
 * @param strides from an element to the next one of each dimension, in elements
 */
record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {
    /** {@return how many elements it has} */
    long elements() {
        return shape.stream().mapToLong(Long::longValue).reduce(1, (one, other) -> one * other);
    }

    /** {@return how many bytes they take} */
    long bytes() {
        return elements() * storage.type().bytes;
    }

    /** {@return whether its elements lie in the file as they are counted, the last dimension first} */
    boolean isContiguous() {
        long expected = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            if (shape.get(i) != 1 && strides.get(i) != expected) {
                return false;
            }
            expected *= shape.get(i);
        }
        return true;
    }
}
