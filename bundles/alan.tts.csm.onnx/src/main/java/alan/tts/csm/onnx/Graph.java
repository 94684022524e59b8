package alan.tts.csm.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX model that grows node by node.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/IR.md">ONNX: Open Neural Network Exchange Intermediate Representation</a>
 * @see <a href="https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md">ONNX Runtime: Contrib Operators</a>
 */
final class Graph {
    /** Domain of ONNX's own operators. */
    static final String ONNX = "";
    /** Domain of ONNX Runtime's. */
    static final String MICROSOFT = "com.microsoft";

    /** The first dimension of whatever has one that is not known: sentences. */
    private static final String BATCH = "batch";
    private static final int IR_VERSION = 10;
    private static final int OPSET = 21;

    private final GraphProto.Builder graph;
    private final Map<String, Symbol> constants = new HashMap<>();
    private final Set<String> initializers = new LinkedHashSet<>();
    private int names;

    /** @param name of the graph */
    Graph(String name) {
        this.graph = GraphProto.newBuilder().setName(name);
    }

    byte[] bytes() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("Alan")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ONNX).setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    Symbol input(String name, TensorProto.DataType type, int... shape) {
        graph.addInput(info(name, type, shape));
        return new Symbol(name, shape);
    }

    /** Makes a value an output under a name of its own. */
    void output(String name, TensorProto.DataType type, Symbol value) {
        graph.addNode(NodeProto.newBuilder().setOpType("Identity").addInput(value.name()).addOutput(name));
        graph.addOutput(info(name, type, value.shape()));
    }

    /** Makes a value an output that a node gives directly: a pinned one, that nothing may copy. */
    void directOutput(String name, TensorProto.DataType type, int... shape) {
        graph.addOutput(info(name, type, shape));
    }

    private static ValueInfoProto info(String name, TensorProto.DataType type, int... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            TensorShapeProto.Dimension.Builder each = TensorShapeProto.Dimension.newBuilder();
            // ONNX Runtime looks for a buffer for each value among those that are free and of its size. Of a size without so much as a name it finds
            // none, so that more and more are free, and half a minute goes by with looking through them.
            dimensions.addDim(shape[i] >= 0 ? each.setDimValue(shape[i]).build() : i == 0 ? each.setDimParam(BATCH).build() : each.build());
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dimensions)))
                .build();
    }

    /** {@return whether an initializer of a name is not there yet} From now on it is. */
    boolean begins(String initializer) {
        return initializers.add(initializer);
    }

    void initializer(TensorProto tensor) {
        graph.addInitializer(tensor);
    }

    /** {@return floats} @param key under which nothing else is kept @param values of it @param shape of it */
    Symbol floats(String key, float[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant("f" + key, TensorProto.DataType.FLOAT, bytes, shape);
    }

    /** {@return a row of ones} @param columns of it */
    Symbol ones(int columns) {
        float[] ones = new float[columns];
        Arrays.fill(ones, 1);
        return floats("ones " + columns, ones, 1, columns);
    }

    Symbol ints(int[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return constant("i" + Arrays.toString(shape) + Arrays.toString(values), TensorProto.DataType.INT32, bytes, shape);
    }

    /** {@return 64-bit integers, as shapes and axes are} A single one without brackets makes a vector of one. */
    Symbol longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant("l" + Arrays.toString(values), TensorProto.DataType.INT64, bytes, values.length);
    }

    /** {@return an unsigned 8-bit number, as a scalar} */
    Symbol unsigned(int value) {
        return constant("u" + value, TensorProto.DataType.UINT8, ByteBuffer.allocate(1).put(0, (byte) value));
    }

    Symbol scalar(long value) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
        return constant("s" + value, TensorProto.DataType.INT64, bytes);
    }

    private Symbol constant(String key, TensorProto.DataType type, ByteBuffer bytes, int... shape) {
        return constants.computeIfAbsent(key, any -> {
            String name = "constant." + constants.size();
            TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber())
                    .setRawData(ByteString.copyFrom(bytes.array()));
            for (int dimension : shape) {
                tensor.addDims(dimension);
            }
            graph.addInitializer(tensor);
            return new Symbol(name, shape);
        });
    }

    /** A node with one output, or more, that is being written down. */
    final class Node {
        private final NodeProto.Builder node;
        private TensorProto.DataType outputs = TensorProto.DataType.FLOAT;

        private Node(String domain, String type) {
            node = NodeProto.newBuilder().setOpType(type).setDomain(domain).setName(type + "." + names++);
        }

        /** Says of which type the outputs are, unless they are 32-bit floats; only to be known of ONNX Runtime's own operators. */
        Node type(TensorProto.DataType type) {
            outputs = type;
            return this;
        }

        /** Adds inputs; {@code null} for one that is left out. */
        Node in(Symbol... inputs) {
            for (Symbol input : inputs) {
                node.addInput(input == null ? "" : input.name());
            }
            return this;
        }

        Node set(String name, long value) {
            node.addAttribute(AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value));
            return this;
        }

        Node set(String name, double value) {
            node.addAttribute(AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOAT).setF((float) value));
            return this;
        }

        Node set(String name, String value) {
            node.addAttribute(AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRING)
                    .setS(ByteString.copyFromUtf8(value)));
            return this;
        }

        Node setAll(String name, long... values) {
            AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
            for (long value : values) {
                attribute.addInts(value);
            }
            node.addAttribute(attribute);
            return this;
        }

        /** {@return its only output} @param shape of it */
        Symbol out(int... shape) {
            return out(name(), shape);
        }

        Symbol out(String name, int... shape) {
            node.addOutput(name);
            graph.addNode(node);
            describe(name, shape);
            return new Symbol(name, shape);
        }

        /** Adds an output before the last; an empty name for one that nobody wants. */
        Node also(String name, int... shape) {
            node.addOutput(name);
            describe(name, shape);
            return this;
        }

        /** ONNX Runtime finds the shapes of ONNX's operators out by itself, but not of all of its own. */
        private void describe(String name, int... shape) {
            if (node.getDomain().equals(MICROSOFT) && shape.length > 0) {
                graph.addValueInfo(info(name, outputs, shape));
            }
        }

        String name() {
            return "value." + names++;
        }
    }

    Node node(String domain, String type) {
        return new Node(domain, type);
    }
}
