package alan.listen.speaker;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ONNX graph that grows node by node. Values are known by their names.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/Operators.md">ONNX: Operator Schemas</a>
 */
final class Graph {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("campplus");
    private final Map<String, String> integers = new TreeMap<>();
    private int names;

    /** {@return the whole model} */
    byte[] bytes() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("Alan")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /** Makes an input of floats. @param name of it @param shape of it; a dimension without a number has a name */
    String input(String name, Object... shape) {
        graph.addInput(info(name, shape));
        return name;
    }

    /** Makes a value an output. @param value which @param shape of it */
    void output(String value, Object... shape) {
        graph.addOutput(info(value, shape));
    }

    private static ValueInfoProto info(String name, Object... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (Object size : shape) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(size instanceof Integer number ? dimension.setDimValue(number) : dimension.setDimParam(size.toString()));
        }
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(dimensions);
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor)).build();
    }

    /** {@return the name, under which there are floats from now on} @param name of them @param bytes of them, which are not copied @param shape of them */
    String floats(String name, ByteBuffer bytes, long... shape) {
        initializer(name, TensorProto.DataType.FLOAT, bytes, shape);
        return name;
    }

    /** {@return a vector of 64-bit integers, as shapes and axes are} @param values of it */
    String integers(long... values) {
        return integers.computeIfAbsent(Arrays.toString(values), key -> {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(values);
            String name = "integers." + integers.size();
            initializer(name, TensorProto.DataType.INT64, bytes, values.length);
            return name;
        });
    }

    private void initializer(String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber())
                .setRawData(UnsafeByteOperations.unsafeWrap(bytes));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
    }

    /** {@return the value of a node} @param operator of ONNX @param inputs of it */
    String node(String operator, String... inputs) {
        return node(operator, Map.of(), inputs);
    }

    /** {@return the value of a node} @param operator of ONNX @param attributes Long, or a list of Long @param inputs of it */
    String node(String operator, Map<String, ?> attributes, String... inputs) {
        String name = operator + "." + names++;
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).setName(name).addAllInput(List.of(inputs)).addOutput(name);
        // In order, so that the same network has the same bytes.
        new TreeMap<String, Object>(attributes).forEach((key, value) -> node.addAttribute(attribute(key, value)));
        graph.addNode(node);
        return name;
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof List<?> list) {
            attribute.setType(AttributeProto.AttributeType.INTS);
            list.forEach(each -> attribute.addInts((Long) each));
            return attribute.build();
        }
        return attribute.setType(AttributeProto.AttributeType.INT).setI((Long) value).build();
    }
}
