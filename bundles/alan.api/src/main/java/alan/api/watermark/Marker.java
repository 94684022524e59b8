package alan.api.watermark;

/**
 * Marks one sound while it is made, block by block. What comes out is as long as what goes in, and at most 100 ms behind it. For one thread.
 */
public interface Marker {
    /**
     * Takes some more of the sound.
     *
     * @param block mono samples at the marker's rate, in [-1, 1]; not changed, not kept
     * @return marked samples that are ready, perhaps none
     */
    float[] next(float[] block);

    /**
     * {@return the marked samples that are left, as if silence followed} What comes after that, such as the next sentence, is marked in step with
     * what came before.
     */
    float[] finish();
}
