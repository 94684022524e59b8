package alan.listen.wake;

import alan.api.AlanException;
import java.nio.FloatBuffer;

/** The two networks that all wake words share. Safe for many threads. */
interface Networks {
    /** Numbers of a line of the spectrum. */
    int BANDS = 32;

    /** Lines of the spectrum that an embedding is made of: 775 ms. */
    int LINES = 76;

    /** Numbers of an embedding. */
    int EMBEDDING = 96;

    /**
     * {@return the spectrum, one line of {@link #BANDS} numbers for every 160 samples}
     *
     * @param samples in native memory, with the values of 16-bit samples; 512 or more
     */
    float[] spectrum(FloatBuffer samples) throws AlanException;

    /** {@return the {@link #EMBEDDING} numbers that say what the sound is like} @param lines {@link #LINES} lines of the spectrum, in native memory */
    float[] embedding(FloatBuffer lines) throws AlanException;
}
