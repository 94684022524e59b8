package alan.home;

import alan.api.audio.Pcm;
import alan.api.text.Text;
import alan.wyoming.AudioFormat;
import alan.wyoming.ErrorCode;
import alan.wyoming.WyomingException;
import java.util.Arrays;

/** Sound that comes in pieces, which may end anywhere, made mono and kept in 16 bits. */
final class SoundBuffer implements AutoCloseable {
    private static final int FIRST = 16_000;

    private final AudioFormat format;
    private final int seconds;
    private final Memory memory;
    private final byte[] rest;
    private int restLength;
    private short[] samples = {};
    private int length;
    private boolean closed;

    /**
     * @param format of all pieces
     * @param seconds that it holds at most
     * @param memory that it takes
     */
    SoundBuffer(AudioFormat format, int seconds, Memory memory) {
        this.format = format;
        this.seconds = seconds;
        this.memory = memory;
        this.rest = new byte[format.frame()];
    }

    /** Adds a piece. @throws WyomingException when it is of another format, or all together is too long */
    void add(AudioFormat of, byte[] piece) throws WyomingException {
        if (!of.equals(format)) {
            throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("The sound changes its format; its rate, width and channels must stay the same."));
        }
        long all = length + ((long) restLength + piece.length) / format.frame();
        if (all > (long) seconds * format.rate()) {
            throw new WyomingException(ErrorCode.TOO_LARGE,
                    Text.of("The sound is longer than %d seconds, which is the most; seconds in config/alan.home.cfg says so.", seconds));
        }
        reserve((int) all);
        int at = 0;
        if (restLength > 0) {
            at = Math.min(rest.length - restLength, piece.length);
            System.arraycopy(piece, 0, rest, restLength, at);
            restLength += at;
            if (restLength < rest.length) {
                return;
            }
            append(rest, 0);
            restLength = 0;
        }
        for (; at + format.frame() <= piece.length; at += format.frame()) {
            append(piece, at);
        }
        restLength = piece.length - at;
        System.arraycopy(piece, at, rest, 0, restLength);
    }

    private void reserve(int needed) throws WyomingException {
        if (needed > samples.length) {
            int size = (int) Math.min(Math.max(FIRST, Math.max(needed, samples.length * 2L)), (long) seconds * format.rate());
            memory.take(2L * (size - samples.length));
            samples = Arrays.copyOf(samples, size);
        }
    }

    private void append(byte[] bytes, int at) {
        long sum = 0;
        for (int channel = 0; channel < format.channels(); channel++) {
            sum += sample(bytes, at + channel * format.width(), format.width());
        }
        samples[length++] = (short) (sum / format.channels());
    }

    /** {@return a sample in 16 bits} The high bytes of a wider one, of which speech to text needs no more. */
    private static int sample(byte[] bytes, int at, int width) {
        return width == 1 ? bytes[at] << 8 : bytes[at + width - 1] << 8 | bytes[at + width - 2] & 0xFF;
    }

    /** {@return the sound} */
    Pcm pcm() {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = samples[i] / 32_768f;
        }
        return new Pcm(format.rate(), floats);
    }

    AudioFormat format() {
        return format;
    }

    /** Forgets the sound. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            memory.give(2L * samples.length);
            samples = new short[0];
            length = 0;
        }
    }
}
