package alan.home;

import alan.api.audio.Pcm;
import alan.api.text.Text;
import alan.wyoming.AudioFormat;
import alan.wyoming.ErrorCode;
import alan.wyoming.MonoFrames;
import alan.wyoming.WyomingException;
import java.util.Arrays;

/** Sound that comes in pieces, which may end anywhere, made mono and kept in 16 bits. One thread adds; others may look at what there is. */
final class SoundBuffer implements AutoCloseable {
    private static final int FIRST = 16_000;

    private final AudioFormat format;
    private final int seconds;
    private final Memory memory;
    private final MonoFrames frames;
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
        this.frames = new MonoFrames(format);
    }

    /** {@return the samples of a piece, which is added} @throws WyomingException when it is of another format, or all together is too long */
    synchronized short[] add(AudioFormat of, byte[] piece) throws WyomingException {
        if (!of.equals(format)) {
            throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("The sound changes its format; its rate, width and channels must stay the same."));
        }
        long all = (long) length + frames.count(piece.length);
        if (all > (long) seconds * format.rate()) {
            throw new WyomingException(ErrorCode.TOO_LARGE,
                    Text.of("The sound is longer than %d seconds, which is the most; seconds in config/alan.home.cfg says so.", seconds));
        }
        reserve((int) all);
        short[] more = frames.take(piece);
        System.arraycopy(more, 0, samples, length, more.length);
        length += more.length;
        return more;
    }

    private void reserve(int needed) throws WyomingException {
        if (needed > samples.length) {
            int size = (int) Math.min(Math.max(FIRST, Math.max(needed, samples.length * 2L)), (long) seconds * format.rate());
            memory.take(2L * (size - samples.length));
            samples = Arrays.copyOf(samples, size);
        }
    }

    /** {@return the sound} */
    synchronized Pcm pcm() {
        return pcm(length);
    }

    /** {@return what of the sound came first} @param samples how many there are of it at most */
    synchronized Pcm pcm(int samples) {
        return new Pcm(format.rate(), MonoFrames.floats(this.samples, Math.min(samples, length)));
    }

    /** {@return samples that have come} */
    synchronized int length() {
        return length;
    }

    AudioFormat format() {
        return format;
    }

    /** Forgets the sound. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            memory.give(2L * samples.length);
            samples = new short[0];
            length = 0;
        }
    }
}
