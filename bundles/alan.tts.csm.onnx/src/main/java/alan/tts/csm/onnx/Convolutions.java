package alan.tts.csm.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Weight;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes convolutions over sound down. */
final class Convolutions {
    /** What the name of a carried end has as an output. */
    static final String KEPT = ".kept";

    private final Graph graph;
    private final Initializers weights;
    private final Map<String, int[]> carried = new LinkedHashMap<>();

    Convolutions(Graph graph, Initializers weights) {
        this.graph = graph;
        this.weights = weights;
    }

    /** {@return channels and samples of each end that is carried from one run to the next, by name} */
    Map<String, int[]> carried() {
        return carried;
    }

    Symbol pad(Symbol x, int before, int multiple, Ops.Edge edge) {
        Symbol amounts = graph.longs(0, 0, before, 0, 0, 0);
        if (multiple > 1) {
            Symbol length = node("Slice", node("Shape", x).out(3), graph.longs(2), graph.longs(3)).out(1);
            // The remainder has the sign of the divisor, so what is missing is the remainder of the negative.
            Symbol missing = node("Mod", node("Neg", length).out(1), graph.longs(multiple)).out(1);
            amounts = graph.node(Graph.ONNX, "Concat").in(graph.longs(0, 0, before, 0, 0), missing).set("axis", 0).out(6);
        } else if (before == 0) {
            return x;
        }
        return node("Pad", x, amounts).set("mode", edge == Ops.Edge.ZERO ? "constant" : "edge").out(x.with(2, Ops.ANY));
    }

    Symbol carried(String name, Symbol x, int channels, int count) {
        if (count == 0) {
            return x;
        }
        carried.put(name, new int[] {channels, count});
        Symbol before = graph.input(name, DataType.FLOAT, Ops.ANY, channels, count);
        Symbol all = graph.node(Graph.ONNX, "Concat").in(before, x).set("axis", 2).out(x.with(2, Ops.ANY));
        graph.directOutput(name + KEPT, DataType.FLOAT, Ops.ANY, channels, count);
        node("Slice", all, graph.longs(-count), graph.longs(Long.MAX_VALUE), graph.longs(2)).out(name + KEPT, Ops.ANY, channels, count);
        return all;
    }

    Symbol convolution(Symbol x, Weight weight, Weight bias, int stride, int dilation) {
        return node("Conv", x, weights.get(weight), bias == null ? null : weights.get(bias))
                .setAll("kernel_shape", weight.shape().get(2)).setAll("strides", stride).setAll("dilations", dilation)
                .out(x.dimension(0), Math.toIntExact(weight.shape().get(0)), Ops.ANY);
    }

    Symbol transposed(Symbol x, Weight weight, Weight bias, int stride, int groups) {
        int channels = Math.toIntExact(weight.shape().get(1)) * groups;
        Symbol all = node("ConvTranspose", x, weights.get(weight), bias == null ? null : weights.get(bias))
                .setAll("kernel_shape", weight.shape().get(2)).setAll("strides", stride).set("group", groups)
                .out(x.dimension(0), channels, Ops.ANY);
        return node("Slice", all, graph.longs(stride), graph.longs(-stride), graph.longs(2)).out(x.dimension(0), channels, Ops.ANY);
    }

    private Graph.Node node(String type, Symbol... inputs) {
        return graph.node(Graph.ONNX, type).in(inputs);
    }
}
