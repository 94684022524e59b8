package alan.tts.csm.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import alan.tts.csm.tensor.Weight;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which values of a graph are 16-bit floats, and the casts between them and 32-bit ones, each written once. ONNX Runtime's attention takes nothing
 * else on a GPU, and matrix products, which are nearly all that a frame reads from memory, take half the time. What is added up from layer to layer,
 * the norms, convolutions and draws stay in 32 bits: they cost little, and a sum of many layers loses much in 16. Where 16 bits are not wanted this
 * does nothing.
 */
final class Halves {
    private final Graph graph;
    private final boolean wanted;
    private final Set<String> half = new HashSet<>();
    private final Map<String, Symbol> casts = new HashMap<>();
    private boolean fit = true;

    /** @param graph to write casts into @param wanted whether there is to be anything in 16 bits */
    Halves(Graph graph, boolean wanted) {
        this.graph = graph;
        this.wanted = wanted;
    }

    /** {@return whether a weight is to be in 16 bits} Those that were computed, the codebooks, stay as they are. */
    boolean takes(Weight weight) {
        return wanted && weight.stored() != null;
    }

    /** {@return the type of keys, values and whatever else is in 16 bits where they are wanted} */
    DataType type() {
        return wanted ? DataType.FLOAT16 : DataType.FLOAT;
    }

    /** {@return a node whose outputs are of {@link #type}} */
    Graph.Node node(String domain, String type) {
        return graph.node(domain, type).type(type());
    }

    /** Notes that a value is of {@link #type}. */
    Symbol noted(Symbol value) {
        if (wanted) {
            half.add(value.name());
        }
        return value;
    }

    /**
     * Says that the network is not to be computed in 16 bits: it looks for the nearest row of a codebook, and rounding exchanges codes, with each all
     * that follow of its frame (at CSM-1B's size those of one frame in 19). Only the network that reads clips does, and it reads each but once.
     */
    void unfit() {
        fit = !wanted;
    }

    /** {@return whether the network can be computed so} */
    boolean fit() {
        return fit;
    }

    boolean is(Symbol value) {
        return half.contains(value.name());
    }

    /** {@return a value in {@link #type}} */
    Symbol half(Symbol value) {
        return !wanted || value == null || is(value) ? value : noted(cast(value, DataType.FLOAT16));
    }

    /** {@return a value in 32 bits} */
    Symbol full(Symbol value) {
        return is(value) ? cast(value, DataType.FLOAT) : value;
    }

    /** A cast of a weight is carried out when the graph is loaded. */
    private Symbol cast(Symbol value, DataType type) {
        return casts.computeIfAbsent(type + value.name(),
                any -> graph.node(Graph.ONNX, "Cast").in(value).set("to", type.getNumber()).out(value.shape()));
    }
}
