package alan.tts.csm.djl;

import alan.tts.csm.tensor.Weight;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A weight as a program has it.
 *
 * @param parts along the first dimension, of one size in the second
 * @param type of its numbers, of {@link Script}
 * @param turned whether its two dimensions are exchanged
 * @param pairs rows at its beginning that are pairs and become halves, as PyTorch turns them fastest
 * @param headSize rows in which there are such pairs
 */
record Parameter(List<Weight> parts, int type, boolean turned, long pairs, long headSize) {
    static Parameter of(Weight weight, int type) {
        return new Parameter(List.of(weight), type, false, 0, 0);
    }

    /** {@return what nothing else is} */
    String key() {
        return parts.stream().map(part -> part.name() + part.shape()).collect(Collectors.joining("+")) + type + turned + pairs;
    }

    /** {@return outermost dimension first, before they are exchanged} */
    long[] shape() {
        long[] shape = parts.get(0).shape().stream().mapToLong(Long::longValue).toArray();
        if (parts.size() > 1) {
            shape[0] = parts.stream().mapToLong(part -> part.shape().get(0)).sum();
        }
        return shape;
    }
}
