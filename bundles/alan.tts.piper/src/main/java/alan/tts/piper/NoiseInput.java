package alan.tts.piper;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Gives a voice's network an input for its noise. As exported, nodes {@code RandomNormalLike} draw it inside of ONNX Runtime, where no run can seed them, so
 * no sentence could be spoken the same way twice. Each is replaced by nodes that take numbers from the input {@link #NAME} [n], in the shape that is wanted,
 * and begin anew where there are not enough of them.
 *
 * @see <a href="https://onnx.ai/onnx/operators/onnx__RandomNormalLike.html">RandomNormalLike</a>
 */
final class NoiseInput {
    /** The input: numbers of a normal distribution of mean 0 and deviation 1. */
    static final String NAME = "alan.noise";

    /** Numbers that each node leaves to the one before it: more than the lengths of the longest sentence's phonemes take. */
    private static final int APART = 7_919;

    /** For each frame, as many as the networks are wide; and a phoneme with its pad has about five frames at the voice's own pace. */
    private static final int EACH = 192 * 4;

    private static final int FEWEST = 1 << 14;
    private static final int MOST = 1 << 20;

    private NoiseInput() {}

    /**
     * {@return noise for a sentence}
     *
     * @param random where from
     * @param ids of the sentence
     * @param length how slowly it is spoken
     */
    static float[] draw(Random random, int ids, float length) {
        float[] noise = new float[(int) Math.max(FEWEST, Math.min(MOST, (double) ids * EACH * Math.max(1, length)))];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    /** {@return a network with the input, if it has such nodes, otherwise as it is} @param network checked by {@link OnnxFile} */
    static NetworkFile in(NetworkFile network) {
        List<NetworkFile.Part> parts = new ArrayList<>();
        int nodes = 0;
        for (NetworkFile.Part part : network.parts()) {
            List<NodeProto> node = part.content().getNodeList();
            parts.add(node.size() == 1 && isNoise(node.get(0)) ? NetworkFile.Part.made(instead(node.get(0), nodes++)) : part);
        }
        if (nodes > 0) {
            parts.add(NetworkFile.Part.made(input()));
        }
        return network.with(parts);
    }

    /** One with another mean, deviation or type is none of Piper's. */
    private static boolean isNoise(NodeProto node) {
        return node.getOpType().equals("RandomNormalLike") && node.getInputCount() == 1 && node.getAttributeList().stream().allMatch(NoiseInput::isUsual);
    }

    private static boolean isUsual(AttributeProto attribute) {
        return switch (attribute.getName()) {
            case "dtype" -> attribute.getI() == TensorProto.DataType.FLOAT.getNumber();
            case "mean" -> attribute.getF() == 0;
            case "scale" -> attribute.getF() == 1;
            default -> false;
        };
    }

    /** {@return fields of a graph: nodes whose last one has the output of a node that draws noise in the shape of its input} */
    private static GraphProto instead(NodeProto node, int number) {
        String own = NAME + "." + number + ".";
        return GraphProto.newBuilder()
                .addInitializer(number(own + "from", (long) APART * number))
                .addInitializer(number(own + "one", 1))
                .addNode(node("Shape", own + "shape", node.getInput(0)))
                .addNode(node("ReduceProd", own + "count", own + "shape").toBuilder()
                        .addAttribute(AttributeProto.newBuilder().setName("keepdims").setType(AttributeProto.AttributeType.INT).setI(0)))
                .addNode(node("Add", own + "to", own + "from", own + "count"))
                .addNode(node("Range", own + "places", own + "from", own + "to", own + "one"))
                .addNode(node("Shape", own + "size", NAME))
                .addNode(node("Mod", own + "within", own + "places", own + "size"))
                .addNode(node("Gather", own + "flat", NAME, own + "within"))
                .addNode(node("Reshape", node.getOutput(0), own + "flat", own + "shape"))
                .build();
    }

    private static NodeProto node(String type, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(type).setName(output).addAllInput(List.of(inputs)).addOutput(output).build();
    }

    private static TensorProto number(String name, long value) {
        return TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.INT64.getNumber()).addInt64Data(value).build();
    }

    /** {@return fields of a graph: the input} */
    private static GraphProto input() {
        TypeProto.Tensor type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(NAME)))
                .build();
        ValueInfoProto info = ValueInfoProto.newBuilder().setName(NAME).setType(TypeProto.newBuilder().setTensorType(type)).build();
        return GraphProto.newBuilder().addInput(info).build();
    }
}
