package alan.api.audio;

import alan.api.AlanException;
import java.util.ArrayList;
import java.util.List;

/**
 * Mono sound that is made while it is read.
 *
 * <p>One thread reads. Any thread may close: a read that is waiting then returns {@code null} or fails soon, the work behind the stream stops,
 * and its resources are freed. Whoever was handed the stream closes it, also after its end.
 */
public interface PcmStream extends AutoCloseable {
    /** {@return samples a second, in Hz; the same for the whole stream} */
    int sampleRate();

    /**
     * Waits for the next block.
     *
     * @return mono samples, nominally in [-1, 1], at least one; the reader owns the array; {@code null} at the end and after {@link #close}
     * @throws AlanException when the sound cannot be made or read any further
     */
    float[] read() throws AlanException;

    /** Stops the work behind the stream. Does nothing the second time. */
    @Override
    void close();

    /**
     * Reads what is left and closes.
     *
     * @return all of it; perhaps no sample at all
     * @throws AlanException as {@link #read}
     */
    default Pcm readAll() throws AlanException {
        try (this) {
            List<float[]> blocks = new ArrayList<>();
            int length = 0;
            for (float[] block = read(); block != null; block = read()) {
                blocks.add(block);
                length += block.length;
            }
            float[] all = new float[length];
            int at = 0;
            for (float[] block : blocks) {
                System.arraycopy(block, 0, all, at, block.length);
                at += block.length;
            }
            return new Pcm(sampleRate(), all);
        }
    }

    /**
     * {@return a stream of sound that is already there, in one block}
     *
     * @param pcm the sound
     */
    static PcmStream of(Pcm pcm) {
        return new PcmStream() {
            private boolean done = pcm.samples().length == 0;

            @Override
            public int sampleRate() {
                return pcm.sampleRate();
            }

            @Override
            public synchronized float[] read() {
                if (done) {
                    return null;
                }
                done = true;
                return pcm.samples().clone();
            }

            @Override
            public synchronized void close() {
                done = true;
            }
        };
    }
}
