package alan.models.ctranslate2;

import java.util.Arrays;
import java.util.List;

/**
 * A named array in model.bin. Its bytes are known to lie within the file.
 *
 * @param name such as {@code encoder/conv1/weight}
 * @param dims the slowest-varying dimension first; empty for a single number
 * @param type of its elements
 * @param offset of its first byte in the file
 */
record Variable(String name, List<Long> dims, ElementType type, long offset) {
    /** {@return the number of elements} */
    long count() {
        return dims.stream().reduce(1L, (a, b) -> a * b);
    }

    /** {@return whether it has just these dimensions} @param wanted the slowest-varying first */
    boolean hasDims(long... wanted) {
        return dims.equals(Arrays.stream(wanted).boxed().toList());
    }
}
