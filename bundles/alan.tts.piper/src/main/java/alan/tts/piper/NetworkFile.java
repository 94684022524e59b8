package alan.tts.piper;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import alan.api.AlanException;
import alan.onnx.OnnxModel;
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

/**
 * An ONNX file whose graph can be changed before it is loaded. The weights are copied from the file as they are, into native memory, which is free again when the network is loaded.
 * The user's file is not touched.
 *
 * @param file that it comes from
 * @param around what is around the graph in the file
 * @param parts of the graph
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
record NetworkFile(Path file, List<Part> around, List<Part> parts) {
    private static final int GRAPH = 7;

    NetworkFile {
        around = List.copyOf(around);
        parts = List.copyOf(parts);
    }

    /**
     * A stretch of the file, or something else in its place.
     *
     * @param from first byte in the file
     * @param to after the last; the same for what is not in the file
     * @param content all of what is not in the file. Of what is: nodes, inputs and outputs whole, the name of an initializer, and nothing of the rest
     */
    record Part(long from, long to, GraphProto content) {
        /** {@return something that is not in the file} */
        static Part made(GraphProto content) {
            return new Part(0, 0, content);
        }

        private long length() {
            return to > from ? to - from : content.getSerializedSize();
        }
    }

    /** {@return a file, without its weights} @throws IOException when it cannot be read, or is no ONNX */
    static NetworkFile read(Path file) throws IOException {
        List<Part> around = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        try (InputStream stream = Files.newInputStream(file)) {
            CodedInputStream in = CodedInputStream.newInstance(stream);
            long at = 0;
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == GRAPH) {
                    graph(in, parts);
                } else {
                    in.skipField(tag);
                    around.add(new Part(at, in.getTotalBytesRead(), GraphProto.getDefaultInstance()));
                }
                at = in.getTotalBytesRead();
            }
        }
        return new NetworkFile(file, around, parts);
    }

    private static void graph(CodedInputStream in, List<Part> parts) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        long at = in.getTotalBytesRead();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            GraphProto.Builder content = GraphProto.newBuilder();
            switch (WireFormat.getTagFieldNumber(tag)) {
                case GraphProto.NODE_FIELD_NUMBER -> content.addNode(NodeProto.parseFrom(in.readByteArray()));
                case GraphProto.INPUT_FIELD_NUMBER -> content.addInput(ValueInfoProto.parseFrom(in.readByteArray()));
                case GraphProto.OUTPUT_FIELD_NUMBER -> content.addOutput(ValueInfoProto.parseFrom(in.readByteArray()));
                case GraphProto.INITIALIZER_FIELD_NUMBER -> content.addInitializer(TensorProto.newBuilder().setName(name(in)));
                default -> in.skipField(tag);
            }
            parts.add(new Part(at, in.getTotalBytesRead(), content.build()));
            at = in.getTotalBytesRead();
        }
        in.popLimit(outer);
    }

    /** {@return a tensor's name, without its numbers} */
    private static String name(CodedInputStream in) throws IOException {
        String name = "";
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == TensorProto.NAME_FIELD_NUMBER) {
                name = in.readString();
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return name;
    }

    /** {@return the file with another graph} @param other its parts */
    NetworkFile with(List<Part> other) {
        return new NetworkFile(file, around, other);
    }

    /**
     * Loads the network.
     *
     * @param threads that compute one run
     * @param tuning more options
     * @throws AlanException as {@link OnnxModel}
     * @throws IOException when the file has become another one
     */
    OnnxModel load(int threads, OnnxModel.Tuning tuning) throws AlanException, IOException {
        byte[] header = header(parts.stream().mapToLong(Part::length).sum());
        long size = header.length + around.stream().mapToLong(Part::length).sum() + parts.stream().mapToLong(Part::length).sum();
        try (Memory network = new Memory(size)) {
            ByteBuffer to = network.getByteBuffer(0, size);
            try (FileChannel channel = FileChannel.open(file)) {
                copy(channel, around, to);
                to.put(header);
                copy(channel, parts, to);
            }
            return new OnnxModel(file.toString(), network.getByteBuffer(0, size), threads, tuning);
        }
    }

    private static byte[] header(long length) throws IOException {
        byte[] bytes = new byte[CodedOutputStream.computeTagSize(GRAPH) + CodedOutputStream.computeUInt64SizeNoTag(length)];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeTag(GRAPH, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt64NoTag(length);
        return bytes;
    }

    private void copy(FileChannel channel, List<Part> some, ByteBuffer to) throws IOException {
        for (Part part : some) {
            if (part.to() == part.from()) {
                to.put(part.content().toByteArray());
            } else {
                ByteBuffer piece = to.slice(to.position(), (int) part.length());
                while (piece.hasRemaining()) {
                    if (channel.read(piece, part.from() + piece.position()) < 0) {
                        throw new EOFException(file.toString());
                    }
                }
                to.position(to.position() + piece.position());
            }
        }
    }
}
