package alan.tts.csm.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import alan.tts.csm.tensor.DataType;
import alan.tts.csm.tensor.StoredTensor;
import alan.tts.csm.tensor.Weight;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a graph. Those of a checkpoint stay where they are: ONNX Runtime maps the file. It refuses links that lead out of the graph's
 * folder, of which the Hub's cache is made, so the real files are named, from the folder that they share.
 */
final class Initializers {
    private final Graph graph;
    private final Map<String, StoredTensor> quantised;
    private final Map<String, Quantised> wanted = new LinkedHashMap<>();
    private final Map<Path, Path> files = new LinkedHashMap<>();
    private final Map<TensorProto.Builder, StoredTensor> external = new LinkedHashMap<>();
    private final Map<String, Symbol> widened = new HashMap<>();
    private final Halves halves;

    /** @param graph to be given weights @param halves of it @param quantised those of few bits, by name; {@code null} to find out which are wanted */
    Initializers(Graph graph, Halves halves, Map<String, StoredTensor> quantised) {
        this.graph = graph;
        this.halves = halves;
        this.quantised = quantised;
    }

    /** A weight in integers of few bits. @param numbers as {@link Quantised} lays them out @param scales of them */
    record Stored(Symbol numbers, Symbol scales) {}

    /** {@return the weights that were asked for in integers of few bits} */
    List<Quantised> wanted() {
        return List.copyOf(wanted.values());
    }

    Stored quantised(Quantised weight) {
        wanted.putIfAbsent(weight.name(), weight);
        return new Stored(quantised(weight.name(), weight.shape()), quantised(weight.scalesName(), weight.scalesShape()));
    }

    private Symbol quantised(String name, List<Long> shape) {
        if (quantised != null && graph.begins("quantised " + name)) {
            StoredTensor stored = quantised.get(name);
            stayInFile(TensorProto.newBuilder().setName("quantised " + name).addAllDims(shape), stored, stored.offset(), stored.bytes());
        }
        return new Symbol("quantised " + name, shape.stream().mapToInt(Math::toIntExact).toArray());
    }

    /** {@return a weight in 32-bit floats} One of 16 bits is widened when it is loaded. */
    Symbol get(Weight weight) {
        Symbol raw = raw(weight);
        return isNarrow(weight) ? widened.computeIfAbsent(raw.name(), any -> floats(raw)) : raw;
    }

    /** {@return a weight in 16 bits} One in 32 is narrowed when it is loaded. */
    Symbol half(Weight weight) {
        Symbol raw = raw(weight);
        return isHalf(weight) ? halves.noted(raw) : halves.half(raw);
    }

    private static boolean isHalf(Weight weight) {
        return weight.stored() != null && weight.stored().type() == DataType.F16;
    }

    /**
     * {@return rows of a table, in 32 bits} Only these are widened if it has 16 bits, and with {@link Halves} a large one has.
     *
     * @param table [n, d]
     * @param rows integers
     * @param shape of the rows
     */
    Symbol rows(Weight table, Symbol rows, int... shape) {
        if (halves.takes(table)) {
            return halves.full(halves.noted(graph.node(Graph.ONNX, "Gather").in(half(table), rows).set("axis", 0).out(shape)));
        }
        Symbol found = graph.node(Graph.ONNX, "Gather").in(raw(table), rows).set("axis", 0).out(shape);
        return isNarrow(table) ? floats(found) : found;
    }

    private static boolean isNarrow(Weight weight) {
        return weight.stored() != null && weight.stored().type() != DataType.F32;
    }

    private Symbol floats(Symbol narrow) {
        return graph.node(Graph.ONNX, "Cast").in(narrow).set("to", TensorProto.DataType.FLOAT.getNumber()).out(narrow.shape());
    }

    private Symbol raw(Weight weight) {
        String name = weight.name() + "/" + weight.shape();
        // Who only wants to know which weights there are in few bits reads none.
        if (quantised != null && graph.begins(name)) {
            TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).addAllDims(weight.shape());
            StoredTensor stored = weight.stored();
            if (stored != null) {
                stayInFile(tensor, stored, stored.offset() + weight.offset(), weight.numbers() * stored.type().bytes());
            } else {
                graph.initializer(tensor.setDataType(TensorProto.DataType.FLOAT.getNumber()).setRawData(bytes(weight)).build());
            }
        }
        return new Symbol(name, weight.shape().stream().mapToInt(Math::toIntExact).toArray());
    }

    private void stayInFile(TensorProto.Builder tensor, StoredTensor stored, long offset, long bytes) {
        files.computeIfAbsent(stored.file(), Initializers::real);
        external.put(tensor.setDataType(type(stored.type()).getNumber())
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("offset", offset))
                .addExternalData(entry("length", bytes)), stored);
    }

    private static TensorProto.DataType type(DataType type) {
        return switch (type) {
            case F32 -> TensorProto.DataType.FLOAT;
            case F16 -> TensorProto.DataType.FLOAT16;
            case BF16 -> TensorProto.DataType.BFLOAT16;
            case I8 -> TensorProto.DataType.INT8;
            case U8 -> TensorProto.DataType.UINT8;
            default -> throw new IllegalArgumentException(type + " is no type of weights");
        };
    }

    private static StringStringEntryProto entry(String key, Object value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value.toString()).build();
    }

    /** {@return the folder from which the files are named; {@code null} if there are none} The graph is complete then. */
    Path finish() {
        Path folder = null;
        for (Path file : files.values()) {
            folder = folder == null ? file.getParent() : shared(folder, file);
        }
        for (Map.Entry<TensorProto.Builder, StoredTensor> each : external.entrySet()) {
            String location = folder.relativize(files.get(each.getValue().file())).toString().replace('\\', '/');
            graph.initializer(each.getKey().addExternalData(entry("location", location)).build());
        }
        return folder;
    }

    private static Path shared(Path folder, Path file) {
        Path shared = folder;
        while (!file.startsWith(shared)) {
            shared = shared.getParent();
        }
        return shared;
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteString bytes(Weight weight) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(weight.numbers() * Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(weight.computed().duplicate());
        // Nobody changes them, and codebooks are large.
        return UnsafeByteOperations.unsafeWrap(bytes);
    }
}
