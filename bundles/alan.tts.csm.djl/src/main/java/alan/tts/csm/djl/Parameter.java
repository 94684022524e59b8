package alan.tts.csm.djl;

import alan.tts.csm.tensor.StoredTensor;
import alan.tts.csm.tensor.Weight;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A weight as a program has it.
 *
 * @param parts along the first dimension, of one size in the second
 * @param type of its numbers, of {@link Script}
 * @param turned whether its two dimensions are exchanged
 * @param shared whether it is a table that other programs may look up, too
 * @param packed whether it lies as oneDNN's products want it, of which nothing else knows
 * @param pairs rows at its beginning that are pairs and become halves, as PyTorch turns them fastest
 * @param headSize rows in which there are such pairs
 */
record Parameter(List<Weight> parts, int type, boolean turned, boolean shared, boolean packed, long pairs, long headSize) {
    static Parameter of(Weight weight, int type) {
        return new Parameter(List.of(weight), type, false, false, false, 0, 0);
    }

    /** {@return all the rows of what a checkpoint holds, in its own type} @param stored there @param size of a row */
    static Parameter table(StoredTensor stored, long size) {
        long rows = stored.bytes() / stored.type().bytes() / size;
        Weight whole = Weight.of(stored.file() + " " + stored.name(), stored).reshaped(rows, size);
        return new Parameter(List.of(whole), Parameters.type(stored), false, true, false, 0, 0);
    }

    /** {@return what nothing else is} */
    String key() {
        return parts.stream().map(part -> part.name() + part.shape()).collect(Collectors.joining("+")) + type + turned + packed + pairs;
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
