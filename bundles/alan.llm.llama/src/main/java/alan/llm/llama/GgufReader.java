package alan.llm.llama;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a GGUF header and refuses what no real file has. An {@link IOException} says what, to stand in "The file is damaged (…)".
 */
final class GgufReader {
    private static final int MAGIC = 0x46554747;
    private static final int MOST_ENTRIES = 1 << 16;
    /** GGML_MAX_NAME − 1. */
    private static final int LONGEST_NAME = 63;
    private static final int MOST_DIMENSIONS = 4;
    private static final int TEXT = 8;
    private static final int ARRAY = 9;
    /** Bytes of a value, by type; 0 for texts and arrays, whose length is written before them. */
    private static final int[] VALUE_BYTES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    private final GgufInput in;
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final List<GgufFile.Tensor> tensors = new ArrayList<>();

    /** @param in at the start of a file */
    GgufReader(GgufInput in) {
        this.in = in;
    }

    /** A file that may be whole, but is nothing for the library. */
    static final class Foreign extends IOException {
        private static final long serialVersionUID = 1L;

        Foreign(String what) {
            super(what);
        }
    }

    /** {@return the header} @throws IOException when it is no good */
    GgufFile read() throws IOException {
        if (in.size() < 24 || in.readInt() != MAGIC) {
            throw new Foreign("it is no GGUF file");
        }
        int version = in.readInt();
        if (version != 2 && version != 3) {
            throw new Foreign("it is GGUF of version " + Integer.toUnsignedString(version) + ", and versions 2 and 3 in"
                    + " little-endian are known");
        }
        int tensorCount = count("tensors");
        int entryCount = count("metadata entries");
        for (int i = 0; i < entryCount; i++) {
            readEntry();
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tensorCount; i++) {
            readTensor(names);
        }
        checkExtents();
        GgufVocabulary vocabulary = new GgufVocabulary(metadata);
        vocabulary.check();
        return new GgufFile(metadata, tensors, vocabulary.controlTexts(in), vocabulary.bosText(in));
    }

    private int count(String what) throws IOException {
        long count = in.readLong();
        if (count < 0 || count > MOST_ENTRIES || count > in.remaining()) {
            throw new IOException("it claims " + Long.toUnsignedString(count) + " " + what);
        }
        return (int) count;
    }

    private void readEntry() throws IOException {
        String key = in.readText();
        if (key.isEmpty() || key.length() > MOST_ENTRIES) {
            throw new IOException("it has a metadata key of " + key.length() + " characters");
        }
        int type = in.readInt();
        Object value = type == ARRAY ? readArray(key) : readValue(key, type);
        if (metadata.put(key, value) != null) {
            throw new IOException("it has two entries " + shown(key));
        }
    }

    private Object readValue(String key, int type) throws IOException {
        return switch (type) {
            case 0 -> (long) in.readByte();
            case 1 -> (long) (byte) in.readByte();
            case 2 -> (long) (in.readByte() | in.readByte() << 8);
            case 3 -> (long) (short) (in.readByte() | in.readByte() << 8);
            case 4 -> Integer.toUnsignedLong(in.readInt());
            case 5 -> (long) in.readInt();
            case 6 -> (double) Float.intBitsToFloat(in.readInt());
            case 7 -> in.readByte() != 0;
            case TEXT -> in.readText();
            case 10, 11 -> in.readLong();
            case 12 -> Double.longBitsToDouble(in.readLong());
            default -> throw new IOException("the entry " + shown(key) + " is of the unknown type " + type);
        };
    }

    private GgufFile.Array readArray(String key) throws IOException {
        int type = in.readInt();
        long length = in.readLong();
        if (type < 0 || type >= VALUE_BYTES.length || type == ARRAY) {
            throw new IOException("the list " + shown(key) + " is of the unknown type " + type);
        }
        long least = type == TEXT ? 8 : VALUE_BYTES[type];
        if (length < 0 || length > in.remaining() / least) {
            throw new IOException("the list " + shown(key) + " claims " + Long.toUnsignedString(length) + " elements");
        }
        GgufFile.Array array = new GgufFile.Array(type, length, in.position());
        if (type == TEXT) {
            for (long i = 0; i < length; i++) {
                in.skipText();
            }
        } else {
            in.skip(length * least);
        }
        return array;
    }

    private void readTensor(Set<String> names) throws IOException {
        String name = in.readText();
        if (name.length() > LONGEST_NAME || !names.add(name)) {
            throw new IOException("it has a tensor name that is too long or comes twice: " + shown(name));
        }
        int dimensions = in.readInt();
        if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
            throw new IOException("the tensor " + shown(name) + " has " + Integer.toUnsignedString(dimensions) + " dimensions");
        }
        long numbers = 1;
        long row = 1;
        for (int i = 0; i < dimensions; i++) {
            long length = in.readLong();
            if (length < 0 || (length > 0 && numbers > Long.MAX_VALUE / length)) {
                throw new IOException("the tensor " + shown(name) + " has a dimension of " + Long.toUnsignedString(length));
            }
            row = i == 0 ? length : row;
            numbers *= length;
        }
        int typeId = in.readInt();
        long offset = in.readLong();
        GgufType type = GgufType.of(typeId);
        if (type == null) {
            throw new Foreign("its tensor " + shown(name) + " is of type " + typeId + ", which this version of llama.cpp does"
                    + " not know");
        }
        if (row % type.blockLength() != 0 || numbers / type.blockLength() > Long.MAX_VALUE / type.blockBytes()) {
            throw new IOException("the tensor " + shown(name) + " has rows of " + row + " numbers of type " + type.name());
        }
        tensors.add(new GgufFile.Tensor(name, type, numbers / type.blockLength() * type.blockBytes(), offset));
    }

    /** Every tensor must lie within the file. This is what finds a download that broke off. */
    private void checkExtents() throws IOException {
        long alignment = metadata.getOrDefault("general.alignment", 32L) instanceof Long number ? number : 0;
        if (alignment <= 0 || alignment > 1 << 20 || Long.bitCount(alignment) != 1) {
            throw new IOException("its alignment is " + metadata.get("general.alignment"));
        }
        long start = (in.position() + alignment - 1) / alignment * alignment;
        long room = in.size() - start;
        for (GgufFile.Tensor tensor : tensors) {
            if (tensor.offset() < 0 || tensor.offset() % alignment != 0) {
                throw new IOException(
                        "the tensor " + shown(tensor.name()) + " lies at " + Long.toUnsignedString(tensor.offset()));
            }
            if (tensor.offset() > room || tensor.bytes() > room - tensor.offset()) {
                throw new IOException("it ends within or before the tensor " + shown(tensor.name()));
            }
        }
    }

    /** {@return a name from the file, fit to be shown} @param name whatever the file says */
    static String shown(String name) {
        String printable = name.replaceAll("[^\\x20-\\x7E]", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 60) + "…";
    }
}
