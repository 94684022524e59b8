package alan.tts.csm.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import alan.tts.csm.tensor.DataType;
import alan.tts.csm.tensor.StoredTensor;
import alan.tts.csm.tensor.Weight;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a graph. 32-bit floats of a checkpoint stay where they are: ONNX Runtime maps the file. It refuses links that lead out of the
 * graph's folder, of
 * which the Hub's cache is made, so the real files are named, from the folder that they share.
 */
final class Initializers {
    private final Graph graph;
    private final Map<String, StoredTensor> int8;
    private final Map<String, Int8File.Wanted> wanted = new LinkedHashMap<>();
    private final Map<StoredTensor, Path> files = new LinkedHashMap<>();
    private final Map<TensorProto.Builder, StoredTensor> external = new LinkedHashMap<>();

    /** @param graph to be given weights @param int8 those that are there in 8 bits, by name; {@code null} to find out which are wanted */
    Initializers(Graph graph, Map<String, StoredTensor> int8) {
        this.graph = graph;
        this.int8 = int8;
    }

    /** A weight in 8-bit integers. @param numbers [in, out] @param scales [out] */
    record Quantised(Symbol numbers, Symbol scales) {}

    /** {@return the weights that were asked for in 8 bits} */
    List<Int8File.Wanted> wanted() {
        return List.copyOf(wanted.values());
    }

    Quantised int8(Weight weight, boolean inFirst) {
        Int8File.Wanted want = wanted.computeIfAbsent(weight.name(), any -> new Int8File.Wanted(weight, inFirst));
        int inputs = Math.toIntExact(want.inputs());
        int outputs = Math.toIntExact(want.outputs());
        if (int8 != null) {
            stored(int8.get(weight.name()), TensorProto.DataType.INT8, weight.name() + "/int8");
            stored(int8.get(weight.name() + Int8File.SCALES), TensorProto.DataType.FLOAT, weight.name() + "/scales");
        }
        return new Quantised(new Symbol(weight.name() + "/int8", inputs, outputs), new Symbol(weight.name() + "/scales", outputs));
    }

    private void stored(StoredTensor stored, TensorProto.DataType type, String name) {
        if (graph.begins(name)) {
            files.computeIfAbsent(stored, any -> real(stored.file()));
            external.put(TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).addAllDims(stored.shape())
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("offset", stored.offset()))
                    .addExternalData(entry("length", stored.bytes())), stored);
        }
    }

    Symbol get(Weight weight) {
        int[] shape = weight.shape().stream().mapToInt(Math::toIntExact).toArray();
        String name = weight.name() + "/" + weight.shape();
        // Who only wants to know which weights there are in 8 bits reads none.
        if (int8 != null && graph.begins(name)) {
            TensorProto.Builder tensor = TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(TensorProto.DataType.FLOAT.getNumber())
                    .addAllDims(weight.shape());
            if (weight.stored() != null && weight.stored().type() == DataType.F32) {
                stayInFile(tensor, weight);
            } else {
                graph.initializer(tensor.setRawData(floats(weight)).build());
            }
        }
        return new Symbol(name, shape);
    }

    private void stayInFile(TensorProto.Builder tensor, Weight weight) {
        StoredTensor stored = weight.stored();
        files.computeIfAbsent(stored, any -> real(stored.file()));
        tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("offset", stored.offset() + weight.offset()))
                .addExternalData(entry("length", weight.numbers() * Float.BYTES));
        external.put(tensor, stored);
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
            String location = folder.relativize(files.get(each.getValue())).toString().replace('\\', '/');
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

    private static ByteString floats(Weight weight) {
        FloatBuffer floats = weight.computed() != null ? weight.computed().duplicate() : FloatBuffer.wrap(read(weight));
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(weight.numbers() * Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats);
        return ByteString.copyFrom(bytes);
    }

    private static float[] read(Weight weight) {
        try {
            return weight.stored().read(weight.offset(), weight.numbers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
