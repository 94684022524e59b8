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

    /** {@return the marked samples that are left, after the last block} The marker is done then. */
    float[] finish();
}
