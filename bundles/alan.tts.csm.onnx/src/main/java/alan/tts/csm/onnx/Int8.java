package alan.tts.csm.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import alan.tts.csm.tensor.Weight;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes matrix products in 8-bit integers down: a scale for each output of a weight, and one for each row of what comes in, so that sentences of a
 * batch do
 * not change each other's rounding, as ONNX Runtime's own dynamic quantisation would have it.
 */
final class Int8 {
    private static final int MOST = 127;
    private static final int ZERO = 128;
    /** Below this, a row is silence, and its scale of no account. */
    private static final float LEAST = 1e-20f;

    private final Graph graph;
    private final Initializers weights;
    private final Map<String, Rounded> rounded = new HashMap<>();

    /** A value in unsigned 8-bit integers around 128. @param numbers of it @param scale of each row */
    private record Rounded(Symbol numbers, Symbol scale) {}

    Int8(Graph graph, Initializers weights) {
        this.graph = graph;
        this.weights = weights;
    }

    /** {@return x · weight} @param x […, in] @param weight [out, in], or [in, out] @param inFirst which of them */
    Symbol product(Symbol x, Weight weight, boolean inFirst) {
        Rounded input = rounded.computeIfAbsent(x.name(), any -> round(x));
        Initializers.Quantised quantised = weights.int8(weight, inFirst);
        int outputs = quantised.scales().dimension(0);
        int[] shape = x.with(-1, outputs);
        Symbol sums = graph.node(Graph.ONNX, "MatMulInteger").in(input.numbers(), quantised.numbers(), graph.unsigned(ZERO)).out(shape);
        Symbol floats = graph.node(Graph.ONNX, "Cast").in(sums).set("to", DataType.FLOAT.getNumber()).out(shape);
        Symbol byRow = graph.node(Graph.ONNX, "Mul").in(floats, input.scale()).out(shape);
        return graph.node(Graph.ONNX, "Mul").in(byRow, quantised.scales()).out(shape);
    }

    private Rounded round(Symbol x) {
        Symbol size = graph.node(Graph.ONNX, "Abs").in(x).out(x.shape());
        Symbol largest = graph.node(Graph.ONNX, "ReduceMax").in(size, graph.longs(-1)).set("keepdims", 1).out(x.with(-1, 1));
        Symbol safe = graph.node(Graph.ONNX, "Max").in(largest, graph.floats("least", new float[] {LEAST}, 1)).out(x.with(-1, 1));
        Symbol scale = graph.node(Graph.ONNX, "Div").in(safe, graph.floats("127", new float[] {MOST}, 1)).out(x.with(-1, 1));
        Symbol scaled = graph.node(Graph.ONNX, "Div").in(x, scale).out(x.shape());
        Symbol whole = graph.node(Graph.ONNX, "Round").in(scaled).out(x.shape());
        Symbol shifted = graph.node(Graph.ONNX, "Add").in(whole, graph.floats("128", new float[] {ZERO}, 1)).out(x.shape());
        return new Rounded(graph.node(Graph.ONNX, "Cast").in(shifted).set("to", DataType.UINT8.getNumber()).out(x.shape()), scale);
    }
}
