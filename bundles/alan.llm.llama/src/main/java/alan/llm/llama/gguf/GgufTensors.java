package alan.llm.llama.gguf;

import static alan.llm.llama.gguf.GgufProblem.damaged;
import static alan.llm.llama.gguf.GgufProblem.shown;

import alan.api.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of a file, by name, in its order: where they lie, and that they lie there. */
final class GgufTensors {
    /** Real files have a thousand; the library compares each with each. */
    private static final int MOST = 1 << 14;

    /** GGML_MAX_NAME − 1, in bytes. */
    private static final int LONGEST_NAME = 63;

    private static final int MOST_DIMENSIONS = 4;
    private static final long USUAL_ALIGNMENT = 32;
    private static final long MOST_ALIGNMENT = 1 << 20;

    private final Map<String, GgufTensor> tensors = new LinkedHashMap<>();

    private GgufTensors() {}

    /**
     * Reads the tensors' descriptions and checks that the tensors lie in the file, one after the other. This is what finds a download that broke off.
     *
     * @param in after the metadata
     * @param count of tensors, as the file claims
     * @param metadata of the file
     * @return the tensors
     */
    static GgufTensors read(GgufInput in, long count, GgufMetadata metadata) throws IOException, GgufProblem {
        if (count < 0 || count > MOST) {
            throw damaged(Text.of("it claims %s tensors", shown(count)));
        }
        GgufTensors all = new GgufTensors();
        for (long i = 0; i < count; i++) {
            all.add(readTensor(in));
        }
        all.checkPlaces(in, metadata);
        return all;
    }

    private static GgufTensor readTensor(GgufInput in) throws IOException, GgufProblem {
        String name = in.readText(LONGEST_NAME);
        List<Long> dimensions = readDimensions(in, name);
        int typeId = in.readInt();
        long offset = in.readLong();
        GgufType type = GgufType.of(typeId);
        if (type == null) {
            throw GgufProblem.foreign(Text.of("its tensor %s is of type %s, which this version of llama.cpp (b4916) does not know",
                    shown(name), Integer.toUnsignedString(typeId)));
        }
        if (dimensions.get(0) % type.blockLength() != 0) {
            throw damaged(Text.of("the tensor %s has rows of %s numbers, which are not whole blocks of type %s",
                    shown(name), dimensions.get(0), type.name()));
        }
        long numbers = 1;
        for (long length : dimensions) {
            // Small enough that its bytes, and a few times as many, can be counted.
            if (length > in.size() * 8 / numbers) {
                throw damaged(Text.of("the tensor %s is larger than the file", shown(name)));
            }
            numbers *= length;
        }
        return new GgufTensor(name, dimensions, type, numbers / type.blockLength() * type.blockBytes(), offset);
    }

    private static List<Long> readDimensions(GgufInput in, String name) throws IOException, GgufProblem {
        int count = in.readInt();
        if (count < 1 || count > MOST_DIMENSIONS) {
            throw damaged(Text.of("the tensor %s has %s dimensions", shown(name), Integer.toUnsignedString(count)));
        }
        List<Long> dimensions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long length = in.readLong();
            // The library divides by each of them.
            if (length < 1) {
                throw damaged(Text.of("the tensor %s has a dimension of %s", shown(name), length));
            }
            dimensions.add(length);
        }
        return List.copyOf(dimensions);
    }

    /** The library takes a tensor to begin where the one before it ends, rounded up, and nowhere else. */
    private void checkPlaces(GgufInput in, GgufMetadata metadata) throws GgufProblem {
        long alignment = metadata.number("general.alignment", GgufMetadata.UINT32, USUAL_ALIGNMENT);
        if (alignment <= 0 || alignment > MOST_ALIGNMENT || Long.bitCount(alignment) != 1) {
            throw damaged(Text.of("its alignment is %s", alignment));
        }
        long room = in.size() - padded(in.position(), alignment);
        long next = 0;
        for (GgufTensor tensor : tensors.values()) {
            if (tensor.offset() != next) {
                throw damaged(Text.of("the tensor %s lies at %s instead of %s", shown(tensor.name()), shown(tensor.offset()), next));
            }
            if (tensor.bytes() > room - next) {
                throw damaged(Text.of("it ends within or before the tensor %s", shown(tensor.name())));
            }
            next += padded(tensor.bytes(), alignment);
        }
    }

    private static long padded(long bytes, long alignment) {
        return (bytes + alignment - 1) / alignment * alignment;
    }

    /** Adds the tensors of another part of the same model. @param more of them */
    void addAll(GgufTensors more) throws GgufProblem {
        for (GgufTensor tensor : more.all()) {
            add(tensor);
        }
    }

    private void add(GgufTensor tensor) throws GgufProblem {
        if (tensor.name().indexOf('\0') >= 0 || tensors.put(tensor.name(), tensor) != null) {
            throw damaged(Text.of("it has two tensors %s", shown(tensor.name())));
        }
    }

    /** {@return all of them, in the order of the file} */
    List<GgufTensor> all() {
        return List.copyOf(tensors.values());
    }

    /** {@return a tensor; {@code null} if there is none} @param name of it */
    GgufTensor get(String name) {
        return tensors.get(name);
    }
}
