package alan.tts.csm.tensor;

/**
 * The shape of a causal attention.
 *
 * @param heads of queries
 * @param keyValueHeads heads of keys and values, each for as many heads of queries
 * @param headSize numbers of a head; ONNX Runtime wants a multiple of 16
 * @param frequencies by which each pair of numbers turns from a position to the next, in radians: headSize / 2
 * @param interleaved whether the pairs lie side by side; otherwise in two halves
 * @param positions that a cache may have at most
 * @param window positions that are seen, the current one included; 0 for all
 */
public record Attention(int heads, int keyValueHeads, int headSize, double[] frequencies, boolean interleaved, int positions,
        int window) {}
