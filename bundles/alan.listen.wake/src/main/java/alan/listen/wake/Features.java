package alan.listen.wake;

import alan.api.AlanException;
import java.nio.FloatBuffer;

/**
 * What is carried from frame to frame of a stream: the last lines of its spectrum and the last embeddings, one a frame, that the classifiers look at.
 *
 * <p>As {@code openwakeword/utils.py} 0.6.0 does it (class {@code AudioFeatures}): before the first frame the spectrum is all ones, and the embeddings are
 * those of noise, four seconds of it.
 */
final class Features {
    /** Embeddings that are kept: as many as four seconds of noise have. No classifier looks at more. */
    static final int EMBEDDINGS = 41;

    private static final int NOISE = 4 * 16_000;
    private static final int LINES_A_FRAME = 8;

    private final Networks networks;
    private final Window spectrum = new Window(Networks.LINES, Networks.BANDS).fill(1);
    private final Window embeddings = new Window(EMBEDDINGS, Networks.EMBEDDING);

    /**
     * @param networks that compute them
     * @param noise of {@link #noise}
     */
    Features(Networks networks, float[] noise) {
        this.networks = networks;
        embeddings.add(noise);
    }

    /**
     * {@return the embeddings of noise, which stand before those of a stream} The reference draws the noise anew each time; here it is the same each time,
     * so that a stream has one result.
     *
     * @param networks that compute them
     */
    static float[] noise(Networks networks) throws AlanException {
        FloatBuffer samples = Direct.floats(NOISE);
        long state = 1;
        for (int i = 0; i < NOISE; i++) {
            // Numerical Recipes' generator, of which the upper bits are good enough for noise from -1000 to 999.
            state = (state * 1_664_525 + 1_013_904_223) & 0xFFFF_FFFFL;
            samples.put(i, (state >> 8) % 2_000 - 1_000);
        }
        float[] lines = networks.spectrum(samples);
        float[] all = new float[EMBEDDINGS * Networks.EMBEDDING];
        FloatBuffer window = Direct.floats(Networks.LINES * Networks.BANDS);
        for (int i = 0; i < EMBEDDINGS; i++) {
            window.put(0, lines, i * LINES_A_FRAME * Networks.BANDS, window.capacity());
            System.arraycopy(networks.embedding(window), 0, all, i * Networks.EMBEDDING, Networks.EMBEDDING);
        }
        return all;
    }

    /** Adds a frame. @param samples of {@link Frames#samples} */
    void add(FloatBuffer samples) throws AlanException {
        spectrum.add(networks.spectrum(samples));
        embeddings.add(networks.embedding(spectrum.last(Networks.LINES)));
    }

    /** {@return the last embeddings, in native memory, until the next {@link #add}} @param count how many, {@link #EMBEDDINGS} at most */
    FloatBuffer last(int count) {
        return embeddings.last(count);
    }
}
