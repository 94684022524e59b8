package alan.listen.wake;

import alan.api.AlanException;
import java.nio.FloatBuffer;

/**
 * What is carried from frame to frame of a stream: the last lines of its spectrum and the last embeddings, one a frame, that the classifiers look at. Steps
 * and widths are those of {@code openwakeword/utils.py} 0.6.0, class {@code AudioFeatures}.
 *
 * <p>A stream begins as if there had been silence before. The reference begins with a spectrum of ones and the embeddings of noise, and ignores the first
 * five frames; noise that sets in right then still scores 0.3 and more in one opening of eight.
 */
final class Features {
    /** Embeddings that are kept. openWakeWord's longest classifier looks at 34 of them. */
    static final int EMBEDDINGS = 41;

    private final Networks networks;
    private final Window spectrum = new Window(Networks.LINES, Networks.BANDS);
    private final Window embeddings = new Window(EMBEDDINGS, Networks.EMBEDDING);

    /**
     * What silence looks like.
     *
     * @param lines as many as an embedding is made of, all alike
     * @param embedding of them
     */
    record Silence(float[] lines, float[] embedding) {
        /** {@return it} @param networks that compute it */
        static Silence of(Networks networks) throws AlanException {
            float[] some = networks.spectrum(Direct.floats(Frames.CONTEXT + Frames.FRAME));
            float[] lines = new float[Networks.LINES * Networks.BANDS];
            for (int i = 0; i < lines.length; i++) {
                lines[i] = some[i % Networks.BANDS];
            }
            return new Silence(lines, networks.embedding(Direct.floats(lines.length).put(0, lines)));
        }
    }

    /**
     * @param networks that compute them
     * @param before the stream
     */
    Features(Networks networks, Silence before) {
        this.networks = networks;
        spectrum.add(before.lines());
        for (int i = 0; i < EMBEDDINGS; i++) {
            embeddings.add(before.embedding());
        }
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
