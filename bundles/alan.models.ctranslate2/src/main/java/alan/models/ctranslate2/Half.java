package alan.models.ctranslate2;

/** IEEE 754 binary16 to and from binary32, exact both ways where the value can be held; Java has this itself from 20 on. */
final class Half {
    private static final int INFINITY = 0x7C00;

    private Half() {}

    /** {@return the value of a half-precision number} @param bits its 16 bits */
    static float toFloat(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >>> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1F ? 0xFF : exponent + (127 - 15);
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }

    /**
     * Rounds to the nearest half-precision number, ties to the even one. What is too large becomes infinite.
     *
     * @param value any
     * @return its 16 bits
     */
    static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7FFFFFFF;
        if (magnitude > 0x7F800000) {
            return (short) (sign | INFINITY | 0x200 | magnitude >>> 13 & 0x3FF);
        }
        int exponent = magnitude >>> 23;
        if (exponent >= 127 + 16) {
            return (short) (sign | INFINITY);
        }
        if (exponent >= 127 - 14) {
            // A carry out of the fraction raises the exponent, up to infinity, which is what rounding asks for.
            return (short) (sign | roundedShift(magnitude - (127 - 15 << 23), 13));
        }
        if (exponent < 127 - 25) {
            return (short) sign;
        }
        // A subnormal half: the hidden bit becomes visible, and the unit is 2^-24.
        int significand = magnitude & 0x7FFFFF | 0x800000;
        return (short) (sign | roundedShift(significand, 127 - 1 - exponent));
    }

    private static int roundedShift(int value, int shift) {
        int kept = value >>> shift;
        int rest = value & (1 << shift) - 1;
        int middle = 1 << shift - 1;
        boolean up = rest > middle || rest == middle && (kept & 1) == 1;
        return up ? kept + 1 : kept;
    }
}
