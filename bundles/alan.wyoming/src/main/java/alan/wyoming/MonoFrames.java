package alan.wyoming;

import alan.api.audio.Pcm16;
import java.util.Arrays;

/** Makes mono of sound in pieces that may end anywhere, in 16 bits. For one thread. */
public final class MonoFrames {
    private final AudioFormat format;
    private final byte[] rest;
    private int restLength;

    /** @param format of the pieces */
    public MonoFrames(AudioFormat format) {
        this.format = format;
        this.rest = new byte[format.frame()];
    }

    /** {@return how many samples there will be} @param bytes of the next piece */
    public int count(int bytes) {
        return (int) (((long) restLength + bytes) / format.frame());
    }

    /** {@return the samples that are whole with this piece} @param piece any number of bytes */
    public short[] take(byte[] piece) {
        short[] samples = new short[count(piece.length)];
        int at = 0;
        int done = 0;
        if (restLength > 0) {
            at = Math.min(rest.length - restLength, piece.length);
            System.arraycopy(piece, 0, rest, restLength, at);
            restLength += at;
            if (restLength < rest.length) {
                return samples;
            }
            samples[done++] = mixed(rest, 0);
        }
        for (; at + format.frame() <= piece.length; at += format.frame()) {
            samples[done++] = mixed(piece, at);
        }
        restLength = piece.length - at;
        System.arraycopy(piece, at, rest, 0, restLength);
        return Arrays.copyOf(samples, done);
    }

    private short mixed(byte[] bytes, int at) {
        long sum = 0;
        for (int channel = 0; channel < format.channels(); channel++) {
            sum += sample(bytes, at + channel * format.width(), format.width());
        }
        return (short) (sum / format.channels());
    }

    /** {@return a sample in 16 bits} The high bytes of a wider one, of which nobody here needs more. */
    private static int sample(byte[] bytes, int at, int width) {
        return width == 1 ? bytes[at] << 8 : bytes[at + width - 1] << 8 | bytes[at + width - 2] & 0xFF;
    }

    /** {@return samples from -1 to 1} @param samples of 16 bits @param length how many of them */
    public static float[] floats(short[] samples, int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = Pcm16.sample(samples[i]);
        }
        return floats;
    }
}
