package alan.tts.piper;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A voice's network cut in two: what makes of a sentence its {@link #frames}, and the decoder, which makes sound of some frames without looking at others than their neighbours. So the
 * beginning of a sentence can be heard before the decoder, most of the work, has come to its end.
 *
 * <p>In a VITS the decoder is a HiFi-GAN: a convolution, then one transposed convolution after the other, which nothing else in it has. The cut goes before that convolution.
 *
 * @param first from a sentence to frames
 * @param decoder from frames to sound
 * @param frames name of the tensor that goes from one to the other: [1, channels, frames]
 * @see <a href="https://arxiv.org/abs/2106.06103">VITS</a>
 * @see <a href="https://arxiv.org/abs/2010.05646">HiFi-GAN</a>
 */
record Halves(NetworkFile first, NetworkFile decoder, String frames) {
    private static final Set<String> BETWEEN = Set.of("LeakyRelu", "Add");

    /** {@return both halves; empty if it is not made as it should be, and must stay whole} @param network of a voice */
    static Optional<Halves> of(NetworkFile network) {
        Map<String, NetworkFile.Part> makers = new HashMap<>();
        List<String> outputs = new ArrayList<>();
        for (NetworkFile.Part part : network.parts()) {
            part.content().getNodeList().forEach(node -> node.getOutputList().forEach(output -> makers.put(output, part)));
            part.content().getOutputList().forEach(output -> outputs.add(output.getName()));
        }
        Optional<String> frames = network.parts().stream().flatMap(part -> part.content().getNodeList().stream())
                .filter(node -> node.getOpType().equals("ConvTranspose")).findFirst().flatMap(node -> cut(node, makers));
        // What a node computes in a graph of its own may need anything.
        boolean nested = network.parts().stream().flatMap(part -> part.content().getNodeList().stream())
                .anyMatch(node -> node.getAttributeList().stream().anyMatch(attribute -> attribute.hasG() || attribute.getGraphsCount() > 0));
        if (outputs.size() != 1 || frames.isEmpty() || nested) {
            return Optional.empty();
        }
        Set<Object> first = needed(frames.get(), "", makers);
        Set<Object> decoder = needed(outputs.get(0), frames.get(), makers);
        if (!decoder.contains(frames.get())) {
            return Optional.empty();
        }
        return Optional.of(new Halves(half(network, first, GraphProto.newBuilder().addOutput(tensor(frames.get())).build(), false),
                half(network, decoder, GraphProto.newBuilder().addInput(tensor(frames.get())).build(), true), frames.get()));
    }

    /** {@return what goes into the convolution before a node} */
    private static Optional<String> cut(NodeProto from, Map<String, NetworkFile.Part> makers) {
        NodeProto node = from;
        do {
            NetworkFile.Part before = makers.get(node.getInput(0));
            if (before == null || before.content().getNodeCount() != 1) {
                return Optional.empty();
            }
            node = before.content().getNode(0);
        } while (BETWEEN.contains(node.getOpType()));
        return node.getOpType().equals("Conv") ? Optional.of(node.getInput(0)) : Optional.empty();
    }

    /** {@return the parts that make a tensor, and the names of what goes into them} @param end is not made, but goes in */
    private static Set<Object> needed(String tensor, String end, Map<String, NetworkFile.Part> makers) {
        Set<Object> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(tensor));
        while (!open.isEmpty()) {
            String name = open.pop();
            NetworkFile.Part maker = name.equals(end) ? null : makers.get(name);
            if (needed.add(name) && maker != null && needed.add(maker)) {
                maker.content().getNodeList().forEach(node -> open.addAll(node.getInputList()));
            }
        }
        return needed;
    }

    /** {@return the parts that are needed} @param more the input or the output that was inside before @param output whether the output is the network's */
    private static NetworkFile half(NetworkFile network, Set<Object> needed, GraphProto more, boolean output) {
        List<NetworkFile.Part> parts = new ArrayList<>();
        for (NetworkFile.Part part : network.parts()) {
            GraphProto content = part.content();
            boolean kept = content.getNodeCount() > 0 ? needed.contains(part)
                    : content.getInputCount() > 0 ? needed.contains(content.getInput(0).getName())
                    : content.getInitializerCount() > 0 ? needed.contains(content.getInitializer(0).getName())
                    : content.getOutputCount() > 0 && output;
            if (kept) {
                parts.add(part);
            }
        }
        parts.add(NetworkFile.Part.made(more));
        return network.with(parts);
    }

    private static ValueInfoProto tensor(String name) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (String dimension : List.of("one", "channels", "frames")) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("alan." + dimension));
        }
        return ValueInfoProto.newBuilder().setName(name)
                .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()).setShape(shape)))
                .build();
    }
}
