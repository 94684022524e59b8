package alan.tts.csm.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Tensor;
import alan.tts.csm.tensor.Weight;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Writes matrix products down. Those with stored weights wait until somebody needs them, in integers of few bits, since whoever does may know that
 * they can be made together, or are those of a feed-forward network.
 *
 * <p>In 8 bits there is a scale for each output of a weight, and one for each row of what comes in, so that sentences of a batch do not change each
 * other's rounding, as ONNX Runtime's own dynamic quantisation would have it. In 4 bits there is one for each block of either, which MatMulNBits
 * computes in 8-bit integers, row by row as well.
 */
final class Products {
    private static final int MOST = 127;
    private static final int ZERO = 128;
    private static final int INT8_ARITHMETIC = 4;

    private final Graph graph;
    private final Halves halves;
    private final Initializers weights;
    private final Precision precision;
    private final Map<String, Rounded> rounded = new HashMap<>();
    /** Names of values within a feed-forward network. */
    private final Set<String> inner = new HashSet<>();
    private Symbol zeros;

    /** A product that may not have been written down yet. */
    static final class Product implements Tensor {
        private final Symbol x;
        private final Weight weight;
        private final boolean inFirst;
        private Symbol value;

        private Product(Symbol x, Weight weight, boolean inFirst) {
            this.x = x;
            this.weight = weight;
            this.inFirst = inFirst;
        }
    }

    /** A value in unsigned 8-bit integers around 128. @param numbers of it @param scale of each row */
    private record Rounded(Symbol numbers, Symbol scale) {}

    Products(Graph graph, Halves halves, Initializers weights, Precision precision) {
        this.graph = graph;
        this.halves = halves;
        this.weights = weights;
        this.precision = precision;
    }

    /** {@return x · weight} @param x […, in] @param weight [out, in], or [in, out] @param inFirst which of them */
    Tensor of(Symbol x, Weight weight, boolean inFirst) {
        if (halves.takes(weight)) {
            return halves.noted(floats(halves::node, halves.half(x), weights.half(weight), inFirst));
        }
        boolean whole = precision != Precision.INT8 && precision != Precision.INT4;
        return whole || weight.stored() == null ? exact(halves.full(x), weight, inFirst) : new Product(x, weight, inFirst);
    }

    /** {@return x · weight in 32-bit floats} @param x […, in] @param weight [out, in], or [in, out] @param inFirst which of them */
    Symbol exact(Symbol x, Weight weight, boolean inFirst) {
        return floats(graph::node, x, weights.get(weight), inFirst);
    }

    private static Symbol floats(BiFunction<String, String, Graph.Node> node, Symbol x, Symbol weight, boolean inFirst) {
        int[] shape = x.with(-1, weight.dimension(inFirst ? 1 : 0));
        return inFirst ? node.apply(Graph.ONNX, "MatMul").in(x, weight).out(shape)
                : node.apply(Graph.MICROSOFT, "FusedMatMul").in(x, weight).set("transB", 1).out(shape);
    }

    /** {@return the value of a product} */
    Symbol value(Product product) {
        if (product.value == null) {
            int bits = precision == Precision.INT4 && inner.contains(product.x.name()) ? 4 : 8;
            product.value = write(product.x, new Quantised(List.of(product.weight), product.inFirst, bits));
        }
        return product.value;
    }

    /**
     * {@return products side by side along the last dimension; {@code null} where they cannot be made together}
     *
     * @param tensors that may be products
     */
    Symbol together(Tensor... tensors) {
        return together(8, tensors);
    }

    /** {@return two products of one size, the first of a feed-forward network; nothing where they cannot be made together} */
    List<Symbol> innerPair(Tensor a, Tensor b) {
        Symbol both = together(precision == Precision.INT4 ? 4 : 8, a, b);
        if (both == null) {
            return List.of();
        }
        int[] half = both.with(-1, both.dimension(-1) / 2);
        Graph.Node split = graph.node(Graph.ONNX, "Split").in(both).set("axis", -1).set("num_outputs", 2);
        Symbol first = new Symbol(split.name(), half);
        return List.of(first, split.also(first.name()).out(half));
    }

    private Symbol together(int bits, Tensor... tensors) {
        if (!(tensors[0] instanceof Product first)) {
            return null;
        }
        for (Tensor tensor : tensors) {
            if (!(tensor instanceof Product product) || product.value != null || product.inFirst || !product.x.name().equals(first.x.name())) {
                return null;
            }
        }
        List<Weight> parts = Arrays.stream(tensors).map(tensor -> ((Product) tensor).weight).toList();
        return write(first.x, new Quantised(parts, false, bits));
    }

    /** Notes that a value is one within a feed-forward network. */
    Symbol inner(Symbol value) {
        inner.add(value.name());
        return value;
    }

    private Symbol write(Symbol x, Quantised weight) {
        Initializers.Stored stored = weights.quantised(weight);
        int[] shape = x.with(-1, weight.outputs());
        if (weight.bits() == 4) {
            return graph.node(Graph.MICROSOFT, "MatMulNBits").in(x, stored.numbers(), stored.scales())
                    .set("K", weight.inputs()).set("N", weight.outputs()).set("bits", weight.bits()).set("block_size", Quantised.BLOCK)
                    .set("accuracy_level", INT8_ARITHMETIC).out(shape);
        }
        Rounded input = rounded.computeIfAbsent(x.name(), any -> round(x));
        Symbol byColumn = graph.node(Graph.MICROSOFT, "MatMulIntegerToFloat")
                .in(input.numbers(), stored.numbers(), graph.floats("1", new float[] {1}), stored.scales(), graph.unsigned(ZERO)).out(shape);
        return graph.node(Graph.ONNX, "Mul").in(byColumn, input.scale()).out(shape);
    }

    /** A row of zeros has a scale of 0, and so becomes zeros again whatever its integers are. */
    private Rounded round(Symbol x) {
        Symbol size = graph.node(Graph.ONNX, "Abs").in(x).out(x.shape());
        Symbol largest = graph.node(Graph.ONNX, "ReduceMax").in(size, graph.longs(-1)).set("keepdims", 1).out(x.with(-1, 1));
        Symbol scale = graph.node(Graph.ONNX, "Mul").in(largest, graph.floats("1/127", new float[] {1f / MOST}, 1)).out(x.with(-1, 1));
        if (x.shape().length == 3 && x.dimension(1) == 1) {
            return new Rounded(graph.node(Graph.ONNX, "QuantizeLinear").in(x, ofEach(scale), zeros(x)).set("axis", 0).out(x.shape()), scale);
        }
        Symbol scaled = graph.node(Graph.ONNX, "Div").in(x, scale).out(x.shape());
        Symbol whole = graph.node(Graph.ONNX, "Round").in(scaled).out(x.shape());
        Symbol shifted = graph.node(Graph.ONNX, "Add").in(whole, graph.floats("128", new float[] {ZERO}, 1)).out(x.shape());
        return new Rounded(graph.node(Graph.ONNX, "Cast").in(shifted).set("to", DataType.UINT8.getNumber()).out(x.shape()), scale);
    }

    /** {@return a number for each sentence} @param scale [B, 1, 1] */
    private Symbol ofEach(Symbol scale) {
        return graph.node(Graph.ONNX, "Squeeze").in(scale, graph.longs(1, 2)).out(scale.dimension(0));
    }

    /** {@return the zero of each sentence} QuantizeLinear wants as many as scales. @param x any value of the sentences */
    private Symbol zeros(Symbol x) {
        if (zeros == null) {
            Symbol batch = graph.node(Graph.ONNX, "Shape").in(x).set("start", 0).set("end", 1).out(1);
            zeros = graph.node(Graph.ONNX, "Expand").in(graph.unsigned(ZERO), batch).out(x.dimension(0));
        }
        return zeros;
    }
}
