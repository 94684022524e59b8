package alan.api.audio;

import alan.api.AlanException;

/**
 * Where sound goes: a file that is being written, a speaker, or nothing.
 *
 * <p>One thread writes. Any thread may {@link #close}. A file appears under its name only with {@link #finish}; closed before that, it leaves nothing behind.
 */
public interface AudioSink extends AutoCloseable {
    /** {@return samples a second that {@link #write} expects, in Hz} */
    int sampleRate();

    /**
     * Takes the next samples; waits while a speaker's buffer is full.
     *
     * @param samples mono, in [-1, 1], clipped beyond; not kept
     * @throws AlanException when the device or the disk refuses
     */
    void write(float[] samples) throws AlanException;

    /**
     * Completes the file, or waits until a speaker has played everything.
     *
     * @throws AlanException when that fails; nothing partial is left
     */
    void finish() throws AlanException;

    /** {@return how many samples have really been played (speaker) or written (file) so far} */
    long played();

    /** Stops at once; what was not finished is dropped. Does nothing after {@link #finish} or the second time. */
    @Override
    void close();
}
