package alan.tts.csm.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The types of numbers that a safetensors file may hold, by its own names. */
public enum DataType {
    /** IEEE 754, 32 bits. */
    F32(4),
    /** IEEE 754, 16 bits. */
    F16(2),
    /** The upper half of an F32. */
    BF16(2),
    /** IEEE 754, 64 bits. */
    F64(8),
    /** Signed. */
    I64(8),
    /** Signed. */
    I32(4),
    /** Signed. */
    I16(2),
    /** Signed. */
    I8(1),
    /** Unsigned. */
    U64(8),
    /** Unsigned. */
    U32(4),
    /** Unsigned. */
    U16(2),
    /** Unsigned. */
    U8(1),
    /** A byte each. */
    BOOL(1),
    /** Eight bits, five of them the exponent. */
    F8_E5M2(1),
    /** Eight bits, four of them the exponent. */
    F8_E4M3(1);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** {@return the size of one number} */
    public int bytes() {
        return bytes;
    }

    /**
     * {@return numbers as floats} Only for types that weights may be of.
     *
     * @param bytes little-endian, from the buffer's position to its limit
     */
    public float[] floats(ByteBuffer bytes) {
        float[] floats = new float[bytes.remaining() / size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = switch (this) {
                case F32 -> bytes.getFloat();
                case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
                case F16 -> half(bytes.getShort());
                default -> throw new IllegalStateException(this + " is no type of weights");
            };
        }
        return floats;
    }

    /** As {@code Float.float16ToFloat} of Java 20. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude = switch (exponent) {
            case 0 -> fraction * 0x1p-24f;
            case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
        };
        return bits < 0 ? -magnitude : magnitude;
    }

    private int size() {
        return bytes;
    }

    /** {@return whether weights may be of it: F32, F16 or BF16} */
    public boolean isWeight() {
        return this == F32 || this == F16 || this == BF16;
    }

    /** {@return a type} @param name as safetensors has it */
    public static Optional<DataType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
