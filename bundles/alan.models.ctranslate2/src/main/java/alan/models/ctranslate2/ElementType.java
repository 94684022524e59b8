package alan.models.ctranslate2;

import java.nio.ByteBuffer;

/** The number formats of CTranslate2's model.bin; the order is that of its {@code DataType} enumeration. */
enum ElementType {
    FLOAT32(4) {
        @Override
        float get(ByteBuffer bytes, int index) {
            return bytes.getFloat(4 * index);
        }
    },
    INT8(1) {
        @Override
        float get(ByteBuffer bytes, int index) {
            return bytes.get(index);
        }
    },
    INT16(2) {
        @Override
        float get(ByteBuffer bytes, int index) {
            return bytes.getShort(2 * index);
        }
    },
    INT32(4) {
        @Override
        float get(ByteBuffer bytes, int index) {
            return bytes.getInt(4 * index);
        }
    },
    FLOAT16(2) {
        @Override
        float get(ByteBuffer bytes, int index) {
            return Half.toFloat(bytes.getShort(2 * index));
        }
    },
    BFLOAT16(2) {
        @Override
        float get(ByteBuffer bytes, int index) {
            return Float.intBitsToFloat(bytes.getShort(2 * index) << 16);
        }
    };

    private final int size;

    ElementType(int size) {
        this.size = size;
    }

    /** {@return bytes an element} */
    int size() {
        return size;
    }

    /** {@return whether it is a weight times a scale, rounded, and needs that scale to be read} */
    boolean isQuantised() {
        return this == INT8 || this == INT16;
    }

    /**
     * {@return an element as a number}
     *
     * @param bytes little-endian elements from position 0 on
     * @param index which of them
     */
    abstract float get(ByteBuffer bytes, int index);
}
