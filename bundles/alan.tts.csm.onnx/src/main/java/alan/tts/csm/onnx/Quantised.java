package alan.tts.csm.onnx;

import alan.tts.csm.tensor.DataType;
import alan.tts.csm.tensor.Weight;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A weight in integers of few bits, or several side by side that multiply the same value.
 *
 * @param parts as they are stored, all with the same inputs
 * @param inFirst whether a part's first dimension is what comes in
 * @param bits 8: the numbers lie [in, out] and each output has a scale; or 4: [out, blocks, half a block], the first number of each two in the
 *     lower bits, and each block of each output has a scale, as ONNX Runtime's MatMulNBits has it
 */
record Quantised(List<Weight> parts, boolean inFirst, int bits) {
    /** Inputs that share a scale in 4 bits. */
    static final int BLOCK = 32;

    /** {@return its name within a file and a graph} */
    String name() {
        return parts.stream().map(Weight::name).collect(Collectors.joining("+"));
    }

    /** {@return the name of its scales} */
    String scalesName() {
        return name() + ".scales";
    }

    int inputs() {
        return Math.toIntExact(parts.get(0).shape().get(inFirst ? 0 : 1));
    }

    int outputs() {
        return parts.stream().mapToInt(this::outputs).sum();
    }

    /** {@return the outputs of one part} */
    int outputs(Weight part) {
        return Math.toIntExact(part.shape().get(inFirst ? 1 : 0));
    }

    /** {@return blocks of an output} */
    int blocks() {
        return (inputs() + BLOCK - 1) / BLOCK;
    }

    /** {@return the type of its numbers} */
    DataType type() {
        return bits == 8 ? DataType.I8 : DataType.U8;
    }

    /** {@return the shape of its numbers} */
    List<Long> shape() {
        return bits == 8 ? List.of((long) inputs(), (long) outputs()) : List.of((long) outputs(), (long) blocks(), BLOCK / 2L);
    }

    /** {@return the shape of its scales} */
    List<Long> scalesShape() {
        return bits == 8 ? List.of((long) outputs()) : List.of((long) outputs(), (long) blocks());
    }

    int bytes() {
        return product(shape());
    }

    int scales() {
        return product(scalesShape());
    }

    private static int product(List<Long> shape) {
        return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    }
}
