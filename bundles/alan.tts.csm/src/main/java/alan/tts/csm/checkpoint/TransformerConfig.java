package alan.tts.csm.checkpoint;

/**
 * Sizes of a stack of transformer layers.
 *
 * @param layers in the stack
 * @param size of a state
 * @param inner size of the feed-forward network
 * @param heads of queries
 * @param keyValueHeads heads of keys and values; divides {@code heads}
 * @param headSize numbers of a head
 * @param epsilon of its norms
 * @param rope its positions
 */
public record TransformerConfig(int layers, int size, int inner, int heads, int keyValueHeads, int headSize, double epsilon, Rope rope) {
    /** {@return numbers of all heads' queries for a position} */
    public int querySize() {
        return heads * headSize;
    }

    /** {@return numbers of all heads' keys for a position} */
    public int keySize() {
        return keyValueHeads * headSize;
    }
}
