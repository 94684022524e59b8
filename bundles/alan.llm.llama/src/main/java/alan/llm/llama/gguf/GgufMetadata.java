package alan.llm.llama.gguf;

import static alan.llm.llama.gguf.GgufProblem.damaged;
import static alan.llm.llama.gguf.GgufProblem.shown;

import alan.api.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file's metadata: what it says of itself, by key. The library stops its process where an entry is of another type than it expects, so types
 * count.
 */
final class GgufMetadata {
    static final int UINT16 = 2;
    static final int UINT32 = 4;
    static final int INT32 = 5;
    static final int FLOAT32 = 6;
    static final int BOOL = 7;
    static final int TEXT = 8;
    private static final int ARRAY = 9;

    /** Bytes of a value, by type; 0 for texts and arrays, whose length is written before them. */
    private static final int[] VALUE_BYTES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    /** Real files have some fifty; the library compares each with each. */
    private static final int MOST_ENTRIES = 4096;

    private static final int LONGEST_KEY = 1024;

    /** One number a layer; more are not kept. */
    private static final int NUMBERS_KEPT = 1024;

    private final Map<String, Value> values = new HashMap<>();

    private GgufMetadata() {}

    private record Value(int type, Object value) {}

    /**
     * An array.
     *
     * @param type of its elements, as in the file
     * @param length number of elements
     * @param position of the first, in bytes from the start of the file
     * @param numbers its elements, if they are few and 32-bit integers; else empty
     */
    record Array(int type, long length, long position, List<Long> numbers) {}

    /** {@return the metadata} @param in at its start @param count of entries, as the file claims */
    static GgufMetadata read(GgufInput in, long count) throws IOException, GgufProblem {
        if (count < 0 || count > MOST_ENTRIES) {
            throw damaged(Text.of("it claims %s metadata entries", shown(count)));
        }
        GgufMetadata metadata = new GgufMetadata();
        for (long i = 0; i < count; i++) {
            metadata.readEntry(in);
        }
        return metadata;
    }

    private void readEntry(GgufInput in) throws IOException, GgufProblem {
        String key = in.readText(LONGEST_KEY);
        if (key.isEmpty() || key.indexOf('\0') >= 0) {
            // The library's own comparison of keys ends at a NUL.
            throw damaged(Text.of("it has a metadata entry with the key '%s'", shown(key)));
        }
        int type = in.readInt();
        Object value = type == ARRAY ? readArray(in, key) : readValue(in, key, type);
        if (values.put(key, new Value(type, value)) != null) {
            throw damaged(Text.of("it has two entries %s", shown(key)));
        }
    }

    private static Object readValue(GgufInput in, String key, int type) throws IOException, GgufProblem {
        return switch (type) {
            case 0 -> (long) in.readByte();
            case 1 -> (long) (byte) in.readByte();
            case UINT16 -> (long) (in.readByte() | in.readByte() << 8);
            case 3 -> (long) (short) (in.readByte() | in.readByte() << 8);
            case UINT32 -> Integer.toUnsignedLong(in.readInt());
            case INT32 -> (long) in.readInt();
            case FLOAT32 -> (double) Float.intBitsToFloat(in.readInt());
            case BOOL -> in.readByte() != 0;
            case TEXT -> in.readText(GgufInput.LONGEST_TEXT);
            case 10, 11 -> in.readLong();
            case 12 -> Double.longBitsToDouble(in.readLong());
            default -> throw damaged(Text.of("the entry %s is of the unknown type %s", shown(key), Integer.toUnsignedString(type)));
        };
    }

    private static Array readArray(GgufInput in, String key) throws IOException, GgufProblem {
        int type = in.readInt();
        long length = in.readLong();
        if (type < 0 || type >= VALUE_BYTES.length || type == ARRAY) {
            throw damaged(Text.of("the list %s is of the unknown type %s", shown(key), Integer.toUnsignedString(type)));
        }
        long least = type == TEXT ? Long.BYTES : VALUE_BYTES[type];
        if (length < 0 || length > in.remaining() / least) {
            throw damaged(Text.of("the list %s claims %s elements", shown(key), shown(length)));
        }
        long position = in.position();
        List<Long> numbers = new ArrayList<>();
        if (type == TEXT) {
            for (long i = 0; i < length; i++) {
                in.skipText(GgufInput.LONGEST_TEXT);
            }
        } else if ((type == INT32 || type == UINT32) && length <= NUMBERS_KEPT) {
            for (long i = 0; i < length; i++) {
                numbers.add(type == INT32 ? in.readInt() : Integer.toUnsignedLong(in.readInt()));
            }
        } else {
            in.skip(length * least);
        }
        return new Array(type, length, position, List.copyOf(numbers));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** {@return a text; empty if there is none} @param key of the entry */
    String text(String key) throws GgufProblem {
        return (String) value(key, TEXT, "");
    }

    /** {@return a number} @param key of the entry @param type as in the file @param otherwise if there is none */
    long number(String key, int type, long otherwise) throws GgufProblem {
        return (Long) value(key, type, otherwise);
    }

    /** {@return a number} @param key of the entry @param otherwise if there is none */
    double float32(String key, double otherwise) throws GgufProblem {
        return (Double) value(key, FLOAT32, otherwise);
    }

    /** {@return yes or no} @param key of the entry @param otherwise if it says neither */
    boolean bool(String key, boolean otherwise) throws GgufProblem {
        return (Boolean) value(key, BOOL, otherwise);
    }

    /** {@return an array; {@code null} if there is none} @param key of the entry @param type of its elements */
    Array array(String key, int type) throws GgufProblem {
        Array array = (Array) value(key, ARRAY, null);
        if (array != null && array.type() != type) {
            throw wrongType(key);
        }
        return array;
    }

    /** {@return whether an entry is a list} @param key of the entry */
    boolean isArray(String key) {
        return values.containsKey(key) && values.get(key).type() == ARRAY;
    }

    private Object value(String key, int type, Object otherwise) throws GgufProblem {
        Value value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value.type() != type) {
            throw wrongType(key);
        }
        return value.value();
    }

    private static GgufProblem wrongType(String key) {
        return damaged(Text.of("the entry %s is of the wrong type", shown(key)));
    }
}
