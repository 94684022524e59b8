package alan.listen.speaker;

import alan.api.AlanException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * CAM++, written down as an ONNX graph: a network of convolutions over the filter bank's energies, which narrow the frequencies; three blocks of layers,
 * each of which adds 32 channels to those before it and weighs them by what it hears around (context-aware masking); mean and deviation over time; the vector.
 * Names of weights, sizes and order are those of {@code speakerlab/models/campplus} of 3D-Speaker, for {@code speech_campplus_sv_zh_en_16k-common_advanced}.
 *
 * @see <a href="https://arxiv.org/abs/2303.00332">CAM++: A Fast and Efficient Network for Speaker Verification Using Context-Aware Masking</a>
 */
final class CampplusGraph {
    /** Name of the input: [1, 1, {@link FilterBank#BANDS}, windows]. */
    static final String INPUT = "energies";
    /** Numbers of the vector. */
    static final int VECTOR = 192;

    private static final int MAPS = 32;
    private static final int GROWTH = 32;
    private static final int BOTTLENECK = 4 * GROWTH;
    private static final int FIRST = 128;
    private static final int[] LAYERS = {12, 24, 16};
    private static final int[] DILATIONS = {1, 2, 2};
    /** Steps of time, of 20 ms each, that share a mask. */
    private static final long SEGMENT = 100;

    private final Weights weights;
    private final Graph graph = new Graph();

    private CampplusGraph(Weights weights) {
        this.weights = weights;
    }

    /** {@return the model as a file has it} @param weights of it @throws AlanException when they are another model's */
    static byte[] of(Weights weights) throws AlanException {
        CampplusGraph made = new CampplusGraph(weights);
        String vector = made.vector(made.time(made.frequencies()));
        made.graph.output(vector, 1, VECTOR);
        return made.graph.bytes();
    }

    /** {@return what is heard in each step of 10 ms, [1, 320, windows]} */
    private String frequencies() throws AlanException {
        String value = graph.input(INPUT, 1, 1, FilterBank.BANDS, "windows");
        value = relu(norm("head.bn1", MAPS, conv2("head.conv1", 1, 3, 1, value)));
        for (int layer = 1; layer <= 2; layer++) {
            value = residual("head.layer" + layer + ".0", 2, value);
            value = residual("head.layer" + layer + ".1", 1, value);
        }
        value = relu(norm("head.bn2", MAPS, conv2("head.conv2", MAPS, 3, 2, value)));
        return graph.node("Reshape", value, graph.integers(1, channels(), -1));
    }

    private static long channels() {
        return MAPS * FilterBank.BANDS / 8L;
    }

    private String residual(String name, int stride, String value) throws AlanException {
        String through = relu(norm(name + ".bn1", MAPS, conv2(name + ".conv1", MAPS, 3, stride, value)));
        through = norm(name + ".bn2", MAPS, conv2(name + ".conv2", MAPS, 3, 1, through));
        String past = stride == 1 ? value : norm(name + ".shortcut.1", MAPS, conv2(name + ".shortcut.0", MAPS, 1, stride, value));
        return relu(graph.node("Add", through, past));
    }

    /** {@return what is heard over time, [1, 512, steps of 20 ms]} */
    private String time(String frequencies) throws AlanException {
        String value = conv1("xvector.tdnn.linear", channels(), FIRST, 5, 2, 1, frequencies);
        value = relu(norm("xvector.tdnn.nonlinear.batchnorm", FIRST, value));
        String steps = graph.node("Shape", Map.of("start", 2L), value);
        long channels = FIRST;
        for (int block = 1; block <= LAYERS.length; block++) {
            for (int layer = 1; layer <= LAYERS[block - 1]; layer++) {
                String added = layer("xvector.block" + block + ".tdnnd" + layer, channels, DILATIONS[block - 1], steps, value);
                value = graph.node("Concat", Map.of("axis", 1L), value, added);
                channels += GROWTH;
            }
            String transit = "xvector.transit" + block;
            value = relu(norm(transit + ".nonlinear.batchnorm", channels, value));
            value = conv1(transit + ".linear", channels, channels / 2, 1, 1, 1, value);
            channels /= 2;
        }
        return relu(norm("xvector.out_nonlinear.batchnorm", channels, value));
    }

    private String layer(String name, long channels, int dilation, String steps, String before) throws AlanException {
        String value = relu(norm(name + ".nonlinear1.batchnorm", channels, before));
        value = relu(norm(name + ".nonlinear2.batchnorm", BOTTLENECK, conv1(name + ".linear1", channels, BOTTLENECK, 1, 1, 1, value)));
        String heard = conv1(name + ".cam_layer.linear_local", BOTTLENECK, GROWTH, 3, 1, dilation, value);
        return graph.node("Mul", heard, mask(name + ".cam_layer", steps, value));
    }

    /**
     * {@return how much each of the new channels counts, [1, 32, steps]} The reference repeats the mean of each segment for all of its steps first, and computes the
     * mask for each step; since it is the same for all of a segment, it is computed once here and repeated then.
     */
    private String mask(String name, String steps, String value) throws AlanException {
        String segments = graph.node("AveragePool", Map.of("kernel_shape", List.of(SEGMENT), "strides", List.of(SEGMENT), "ceil_mode", 1L), value);
        String all = graph.node("ReduceMean", Map.of("axes", List.of(-1L), "keepdims", 1L), value);
        String context = relu(biased(name + ".linear1", BOTTLENECK, BOTTLENECK / 2, graph.node("Add", segments, all)));
        String mask = graph.node("Sigmoid", biased(name + ".linear2", BOTTLENECK / 2, GROWTH, context));
        String apart = graph.node("Unsqueeze", mask, graph.integers(3));
        String repeated = graph.node("Expand", apart, graph.integers(1, 1, 1, SEGMENT));
        String joined = graph.node("Reshape", repeated, graph.integers(1, GROWTH, -1));
        return graph.node("Slice", joined, graph.integers(0), steps, graph.integers(2));
    }

    /** {@return the vector, [1, 192]} Of the deviation, the squares are divided by one less than there are, as {@code torch.std} does. */
    private String vector(String value) throws AlanException {
        Map<String, ?> overTime = Map.of("axes", List.of(-1L), "keepdims", 1L);
        String mean = graph.node("ReduceMean", overTime, value);
        String apart = graph.node("Sub", value, mean);
        String squares = graph.node("ReduceSum", Map.of("keepdims", 1L), graph.node("Mul", apart, apart), graph.integers(-1));
        String less = graph.node("Sub", graph.node("Shape", Map.of("start", 2L), value), graph.integers(1));
        String deviation = graph.node("Sqrt", graph.node("Div", squares, graph.node("Cast", Map.of("to", 1L), less)));
        String both = graph.node("Concat", Map.of("axis", 1L), mean, deviation);
        String dense = conv1("xvector.dense.linear", 1024, VECTOR, 1, 1, 1, both);
        String last = "xvector.dense.nonlinear.batchnorm";
        String flat = graph.node("Reshape", dense, graph.integers(1, VECTOR));
        String spread = graph.node("Sqrt", graph.node("Add", weight(last + ".running_var", VECTOR), epsilon()));
        return graph.node("Div", graph.node("Sub", flat, weight(last + ".running_mean", VECTOR)), spread);
    }

    /** What keeps a batch normalisation from dividing by nothing: 1e-5 in PyTorch, and in ONNX where nothing else is said. */
    private String epsilon() {
        return graph.floats("epsilon", ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 1e-5f), 1);
    }

    private String weight(String name, long... shape) throws AlanException {
        return graph.floats(name, weights.floats(name, shape), shape);
    }

    private String relu(String value) {
        return graph.node("Relu", value);
    }

    private String norm(String name, long channels, String value) throws AlanException {
        return graph.node("BatchNormalization", value, weight(name + ".weight", channels), weight(name + ".bias", channels),
                weight(name + ".running_mean", channels), weight(name + ".running_var", channels));
    }

    /** A convolution over frequencies and time that keeps the length in time. */
    private String conv2(String name, long channels, long kernel, long stride, String value) throws AlanException {
        long edge = kernel / 2;
        return graph.node("Conv",
                Map.of("kernel_shape", List.of(kernel, kernel), "strides", List.of(stride, 1L), "pads", List.of(edge, edge, edge, edge)),
                value, weight(name + ".weight", MAPS, channels, kernel, kernel));
    }

    /** A convolution over time. */
    private String conv1(String name, long channels, long made, long kernel, long stride, long dilation, String value) throws AlanException {
        long edge = kernel / 2 * dilation;
        return graph.node("Conv",
                Map.of("kernel_shape", List.of(kernel), "strides", List.of(stride), "dilations", List.of(dilation), "pads", List.of(edge, edge)),
                value, weight(name + ".weight", made, channels, kernel));
    }

    private String biased(String name, long channels, long made, String value) throws AlanException {
        return graph.node("Conv", Map.of("kernel_shape", List.of(1L)), value, weight(name + ".weight", made, channels, 1), weight(name + ".bias", made));
    }
}
