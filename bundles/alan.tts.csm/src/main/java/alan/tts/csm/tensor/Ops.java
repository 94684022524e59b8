package alan.tts.csm.tensor;

import java.util.List;

/**
 * The operations that CSM's networks are written in. Shapes are given outermost dimension first: B sentences of a batch, T positions or samples, C
 * channels. Numbers are 32-bit floats where nothing else is said.
 *
 * <p>A {@link Definition} uses them as if they were carried out at once. Whoever implements them may as well record them.
 */
public interface Ops {
    /** How a sound goes on beyond its ends. */
    enum Edge {
        /** With silence. */
        ZERO,
        /** With its first and last value. */
        REPLICATE
    }

    /** A dimension that is known when the program runs. */
    int ANY = -1;

    /** {@return an input of floats} @param name of it @param shape outermost dimension first, {@link #ANY} among them */
    Tensor floats(String name, int... shape);

    /** {@return an input of 32-bit integers} @param name of it @param shape outermost dimension first, {@link #ANY} among them */
    Tensor ints(String name, int... shape);

    /** Makes a value an output. @param name of it @param value any */
    void output(String name, Tensor value);

    /** {@return the rows of a table} […] → […, d] @param table [n, d] @param rows integers */
    Tensor embed(Weight table, Tensor rows);

    /**
     * {@return the sum of one row for each column} [B, T, C] → [B, T, d]; column c has the rows from c · each on
     *
     * @param table [C · each, d]
     * @param rows integers below {@code each}
     * @param each rows of a column
     */
    Tensor embedSum(Weight table, Tensor rows, int each);

    /** {@return x · weightᵀ} […, in] → […, out] @param x any @param weight [out, in] */
    Tensor linear(Tensor x, Weight weight);

    /** {@return x · weight} […, in] → […, out] @param x any @param weight [in, out] */
    Tensor project(Tensor x, Weight weight);

    /** {@return x by its root mean square over the last dimension, times a weight} @param x […, d] @param weight [d] @param epsilon below the root */
    Tensor rmsNorm(Tensor x, Weight weight, double epsilon);

    /**
     * {@return x less its mean, by its deviation over the last dimension}
     *
     * @param x […, d]
     * @param weight [d]
     * @param bias [d]
     * @param epsilon below the root
     */
    Tensor layerNorm(Tensor x, Weight weight, Weight bias, double epsilon);

    /** {@return a + b} @param a any @param b of the same shape, or with dimensions of 1 */
    Tensor add(Tensor a, Tensor b);

    /** {@return a − b} @param a any @param b of the same shape */
    Tensor subtract(Tensor a, Tensor b);

    /** {@return a where the mask is 1, b where it is 0} @param a [B, T, d] @param b [B, T, d] @param mask [B, T, 1] */
    Tensor choose(Tensor a, Tensor b, Tensor mask);

    /** {@return x, its last dimension times a weight} @param x […, d] @param weight [d] */
    Tensor scale(Tensor x, Weight weight);

    /** {@return the Gaussian error linear unit, the exact one} @param x any */
    Tensor gelu(Tensor x);

    /** {@return the exponential linear unit} @param x any */
    Tensor elu(Tensor x);

    /** {@return gate · sigmoid(gate) · x} @param gate any @param x of the same shape */
    Tensor swiGlu(Tensor gate, Tensor x);

    /** {@return a cache that outlives a run; what is in it lies in the {@link Program.State}} @param name unique within the program */
    Cache cache(String name);

    /** {@return a cache for this run alone, empty} */
    Cache cache();

    /**
     * {@return what each position takes from those before it and from itself} [B, T, heads · headSize]. Queries and keys are turned by their
     * position, which is counted by the cache; keys and values go into the cache.
     *
     * @param query [B, T, heads · headSize]
     * @param key [B, T, keyValueHeads · headSize]
     * @param value [B, T, keyValueHeads · headSize]
     * @param shape of the attention
     * @param cache what was seen before
     */
    Tensor attention(Tensor query, Tensor key, Tensor value, Attention shape, Cache cache);

    /** {@return the state at one position of each sentence} [B, T, d] → [B, 1, d] @param x [B, T, d] @param positions integers [B, 1] */
    Tensor at(Tensor x, Tensor positions);

    /** {@return the state at the last position} [B, T, d] → [B, 1, d] @param x [B, T, d] */
    Tensor last(Tensor x);

    /**
     * {@return the codes that were drawn} [B, 1] integers: of the likeliest, as many as there are noises, the one whose logit over the temperature
     * plus noise is the largest. Noise of a standard Gumbel distribution makes that a draw; a single zero takes the likeliest.
     *
     * @param logits [B, 1, n]
     * @param noise [B, k]
     * @param temperature [B, 1]
     */
    Tensor draw(Tensor logits, Tensor noise, Tensor temperature);

    /** {@return one of the last dimension's vectors} [B, n, k] → [B, k] @param x [B, n, k] @param index below n */
    Tensor slice(Tensor x, int index);

    /** {@return integers put side by side} each [B, T] → [B, T, n] @param values of n */
    Tensor join(List<Tensor> values);

    /** {@return positions one after another} [B, S, d] and [B, T, d] → [B, S + T, d] @param a first @param b then */
    Tensor append(Tensor a, Tensor b);

    /**
     * {@return the row of a codebook that is nearest} [B, T, d] → [B, T] integers
     *
     * @param x any
     * @param codebook [n, d]
     * @param bias of each row: −|row|² / 2, [n]
     */
    Tensor nearest(Tensor x, Weight codebook, Weight bias);

    /** {@return the last two dimensions exchanged} @param x [B, T, C] or [B, C, T] */
    Tensor transpose(Tensor x);

    /**
     * {@return a sound with more before it, and after it as much as makes its length a multiple}
     *
     * @param x [B, C, T]
     * @param before samples
     * @param multiple of the length
     * @param edge what is put there
     */
    Tensor pad(Tensor x, int before, int multiple, Edge edge);

    /**
     * {@return a sound with the last samples of the run before in front of it; with silence in the first run} [B, C, T] → [B, C, count + T]
     *
     * @param name unique within the program
     * @param x [B, channels, T]
     * @param channels of it
     * @param count samples that are carried from one run to the next
     */
    Tensor carried(String name, Tensor x, int channels, int count);

    /**
     * {@return a convolution without padding}
     *
     * @param x [B, in, T]
     * @param weight [out, in / groups, kernel]
     * @param bias [out]; {@code null} for none
     * @param stride between two outputs
     * @param dilation between two inputs of a kernel
     */
    Tensor convolution(Tensor x, Weight weight, Weight bias, int stride, int dilation);

    /**
     * {@return a transposed convolution that has seen one more sample than it answers for} [B, in, 1 + T] → [B, out, T · stride]: with a kernel of
     * twice the stride, what the first sample alone would give is left away, and what the last one would add to the next.
     *
     * @param x [B, in, 1 + T]
     * @param weight [in, out / groups, 2 · stride]
     * @param bias [out]; {@code null} for none
     * @param stride outputs of an input
     * @param groups of channels
     */
    Tensor transposedConvolution(Tensor x, Weight weight, Weight bias, int stride, int groups);
}
