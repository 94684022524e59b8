package alan.api.audio;

/** Samples in 16 bits, as files, lines and protocols have them: signed, little-endian, where 1 is 32768, as every decoder has it. */
public final class Pcm16 {
    /** Bytes of a sample. */
    public static final int WIDTH = 2;

    private static final float SCALE = 32_768;

    private Pcm16() {}

    /** {@return the nearest value; what is louder than can be written down is cut off, and what is no number is silence} @param sample from -1 to 1 */
    public static short of(float sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample * SCALE)));
    }

    /** {@return a sample from -1 to 1} @param value of 16 bits */
    public static float sample(short value) {
        return value / SCALE;
    }

    /** {@return samples, written down} @param samples from -1 to 1 */
    public static byte[] bytes(float[] samples) {
        return bytes(samples, 0, samples.length);
    }

    /** {@return some of the samples, written down} @param samples from -1 to 1 @param from the first of them @param to behind the last of them */
    public static byte[] bytes(float[] samples, int from, int to) {
        byte[] bytes = new byte[WIDTH * (to - from)];
        for (int i = from, at = 0; i < to; i++) {
            short value = of(samples[i]);
            bytes[at++] = (byte) value;
            bytes[at++] = (byte) (value >> 8);
        }
        return bytes;
    }

    /** {@return samples from -1 to 1} @param bytes of them; the first of a sample that is cut is left out @param length how many of the bytes */
    public static float[] samples(byte[] bytes, int length) {
        float[] samples = new float[length / WIDTH];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample((short) (bytes[WIDTH * i] & 0xFF | bytes[WIDTH * i + 1] << 8));
        }
        return samples;
    }
}
