package alan.audio;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import java.nio.file.Path;
import java.util.Arrays;

/** A whole sound file in memory, while it is read: what does not fit is said, not thrown as an error of the virtual machine. */
final class GatheredSound {
    private static final int FIRST = 1 << 16;

    /** More is not reserved on the word of a header: an hour at 16 kHz. */
    private static final int TRUSTED = 3600 * 16_000;

    private static final long MOST = Integer.MAX_VALUE - 8; // what arrays can have on any virtual machine
    private static final double GIB = 1L << 30;

    private final Path file;
    private final int sampleRate;
    private float[] samples;
    private int length;

    /**
     * @param file for the sentence
     * @param sampleRate in Hz
     * @param seconds that are expected; not a number where that is not known
     * @throws AlanException when they do not fit into memory
     */
    GatheredSound(Path file, int sampleRate, double seconds) throws AlanException {
        this.file = file;
        this.sampleRate = sampleRate;
        long expected = Double.isNaN(seconds) ? FIRST : (long) Math.ceil(Math.min(seconds * sampleRate, TRUSTED));
        samples = sized(new float[0], Math.max(expected, 1));
    }

    /**
     * Takes the next samples.
     *
     * @param block copied
     * @throws AlanException when they do not fit into memory
     */
    void add(float[] block) throws AlanException {
        long needed = (long) length + block.length;
        if (needed > samples.length) {
            samples = sized(samples, Math.max(needed, Math.min(MOST, samples.length * 3L / 2)));
        }
        System.arraycopy(block, 0, samples, length, block.length);
        length += block.length;
    }

    /**
     * {@return all of it}
     *
     * @throws AlanException when there is no room for the copy in which it leaves
     */
    Pcm pcm() throws AlanException {
        return new Pcm(sampleRate, samples.length == length ? samples : sized(samples, length));
    }

    private float[] sized(float[] from, long size) throws AlanException {
        try {
            if (size <= MOST) {
                return Arrays.copyOf(from, (int) size);
            }
            throw tooLong(size, new IllegalArgumentException(size + " samples in one array"));
        } catch (OutOfMemoryError e) {
            // One array that is too large: the memory is as it was before.
            throw tooLong(size, e);
        }
    }

    private AlanException tooLong(long size, Throwable cause) {
        long gib = (long) Math.ceil(3.0 * Float.BYTES * size / GIB);
        return new AlanException("The sound file %s is too long for the memory that Alan may use; cut it, or start Alan with ALAN_JAVA_OPTS=-Xmx%dg.",
                Shown.path(file), gib, cause);
    }
}
