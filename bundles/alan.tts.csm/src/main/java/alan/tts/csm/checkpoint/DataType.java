package alan.tts.csm.checkpoint;

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

    /** {@return whether weights may be of it: F32, F16 or BF16} */
    public boolean isWeight() {
        return this == F32 || this == F16 || this == BF16;
    }

    static Optional<DataType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
