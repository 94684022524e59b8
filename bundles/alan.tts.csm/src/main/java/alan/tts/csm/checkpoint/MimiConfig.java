package alan.tts.csm.checkpoint;

import java.util.List;

/**
 * Sizes of Mimi, the codec.
 *
 * @param sampleRate in Hz
 * @param filters of the first convolution
 * @param residualLayers between two changes of the rate
 * @param ratios by which the decoder raises the rate, in its order
 * @param kernel of the first convolution
 * @param lastKernel of the last one
 * @param residualKernel of the residual ones
 * @param dilationGrowth by which the dilation of a residual layer is that of the one before
 * @param compress by which a residual layer is narrower inside
 * @param codebookSize entries of a codebook
 * @param codebookDimension numbers of an entry
 * @param codebooks in all
 * @param semanticCodebooks of these
 * @param upsampleGroups of the convolution that doubles the rate after the codebooks
 * @param window positions that an attention sees, the current one included
 * @param transformer of the encoder and of the decoder; its {@code size} is that of a state between convolutions
 */
public record MimiConfig(
        int sampleRate,
        int filters,
        int residualLayers,
        List<Integer> ratios,
        int kernel,
        int lastKernel,
        int residualKernel,
        int dilationGrowth,
        int compress,
        int codebookSize,
        int codebookDimension,
        int codebooks,
        int semanticCodebooks,
        int upsampleGroups,
        int window,
        TransformerConfig transformer) {
    /** Positions of the transformers for each frame. */
    public static final int POSITIONS_A_FRAME = 2;

    /** Copies the ratios. */
    public MimiConfig {
        ratios = List.copyOf(ratios);
    }

    /** {@return samples of a frame} */
    public int frameSize() {
        return POSITIONS_A_FRAME * ratios.stream().reduce(1, (a, b) -> a * b);
    }
}
