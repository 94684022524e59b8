package alan.tts.piper;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import alan.api.AlanException;
import alan.onnx.OnnxModel;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import com.sun.jna.Memory;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a voice's network an input for its noise. As exported, nodes {@code RandomNormalLike} draw it inside of ONNX Runtime, where no run can seed them, so
 * no sentence could be spoken the same way twice. Each is replaced by nodes that take numbers from the input {@link #NAME} [n], in the shape that is wanted,
 * and begin anew where there are not enough of them.
 *
 * <p>The weights are copied from the file as they are, into native memory, which is free again when the network is loaded. The user's file is not touched.
 *
 * @see <a href="https://onnx.ai/onnx/operators/onnx__RandomNormalLike.html">RandomNormalLike</a>
 */
final class NoiseInput {
    /** The input: numbers of a normal distribution of mean 0 and deviation 1. */
    static final String NAME = "alan.noise";

    private static final Logger LOG = LoggerFactory.getLogger(NoiseInput.class);
    private static final int GRAPH = 7;
    private static final int NODE = 1;

    /** Numbers that each node leaves to the one before it: more than the lengths of the longest sentence's phonemes take. */
    private static final int APART = 7_919;

    /** For each frame, as many as the networks are wide; and a phoneme with its pad has about five frames at the voice's own pace. */
    private static final int EACH = 192 * 4;

    private static final int FEWEST = 1 << 14;
    private static final int MOST = 1 << 20;

    private final List<Piece> pieces = new ArrayList<>();
    private int nodes;

    private NoiseInput() {}

    /** A stretch of the file, or something else in its place: {@code made} is {@code null} or that. */
    private record Piece(long from, long to, byte[] made) {
        long length() {
            return made == null ? to - from : made.length;
        }
    }

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

    /**
     * Loads a network.
     *
     * @param file checked by {@link OnnxFile}
     * @param threads that compute one run
     * @return with the input, if it has such nodes, otherwise as it is
     * @throws AlanException as {@link OnnxModel}
     */
    static OnnxModel load(Path file, int threads) throws AlanException {
        try {
            NoiseInput input = new NoiseInput();
            input.read(file);
            if (input.nodes > 0) {
                long size = input.pieces.stream().mapToLong(Piece::length).sum();
                try (Memory network = new Memory(size)) {
                    input.copy(file, network.getByteBuffer(0, size));
                    return new OnnxModel(file.toString(), network.getByteBuffer(0, size), threads, OnnxModel::awake);
                }
            }
        } catch (IOException e) {
            // ONNX Runtime has the last word about what is wrong with the file.
            LOG.debug("{} cannot be read", file, e);
        }
        LOG.info("The noise of {} cannot be seeded", file);
        return new OnnxModel(file, threads, OnnxModel::awake);
    }

    /** Finds out what to keep and what to put in the place of the rest. */
    private void read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            CodedInputStream in = CodedInputStream.newInstance(stream);
            long from = 0;
            for (long at = 0, tag = in.readTag(); tag != 0; at = in.getTotalBytesRead(), tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber((int) tag) == GRAPH) {
                    pieces.add(new Piece(from, at, null));
                    graph(in);
                    from = in.getTotalBytesRead();
                } else {
                    in.skipField((int) tag);
                }
            }
            pieces.add(new Piece(from, in.getTotalBytesRead(), null));
        }
    }

    private void graph(CodedInputStream in) throws IOException {
        int header = pieces.size();
        int outer = in.pushLimit(in.readRawVarint32());
        long from = in.getTotalBytesRead();
        for (long at = from, tag = in.readTag(); tag != 0; at = in.getTotalBytesRead(), tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber((int) tag) == NODE) {
                NodeProto node = NodeProto.parseFrom(in.readByteArray());
                if (isNoise(node)) {
                    pieces.add(new Piece(from, at, null));
                    pieces.add(new Piece(0, 0, instead(node)));
                    from = in.getTotalBytesRead();
                }
            } else {
                in.skipField((int) tag);
            }
        }
        pieces.add(new Piece(from, in.getTotalBytesRead(), null));
        in.popLimit(outer);
        pieces.add(new Piece(0, 0, input()));
        pieces.add(header, new Piece(0, 0, header(pieces.subList(header, pieces.size()).stream().mapToLong(Piece::length).sum())));
    }

    private static byte[] header(long length) throws IOException {
        byte[] bytes = new byte[CodedOutputStream.computeTagSize(GRAPH) + CodedOutputStream.computeUInt64SizeNoTag(length)];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeTag(GRAPH, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt64NoTag(length);
        return bytes;
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
    private byte[] instead(NodeProto node) {
        String own = NAME + "." + nodes++ + ".";
        return GraphProto.newBuilder()
                .addInitializer(number(own + "from", (long) APART * (nodes - 1)))
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
                .build()
                .toByteArray();
    }

    private static NodeProto node(String type, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(type).setName(output).addAllInput(List.of(inputs)).addOutput(output).build();
    }

    private static TensorProto number(String name, long value) {
        return TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.INT64.getNumber()).addInt64Data(value).build();
    }

    /** {@return fields of a graph: the input} */
    private byte[] input() {
        TypeProto.Tensor type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(NAME)))
                .build();
        ValueInfoProto info = ValueInfoProto.newBuilder().setName(NAME).setType(TypeProto.newBuilder().setTensorType(type)).build();
        return nodes == 0 ? new byte[0] : GraphProto.newBuilder().addInput(info).build().toByteArray();
    }

    private void copy(Path file, ByteBuffer to) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            for (Piece piece : pieces) {
                if (piece.made() != null) {
                    to.put(piece.made());
                } else {
                    ByteBuffer part = to.slice(to.position(), (int) piece.length());
                    while (part.hasRemaining()) {
                        if (channel.read(part, piece.from() + part.position()) < 0) {
                            throw new EOFException(file.toString());
                        }
                    }
                    to.position(to.position() + part.position());
                }
            }
        }
    }
}
