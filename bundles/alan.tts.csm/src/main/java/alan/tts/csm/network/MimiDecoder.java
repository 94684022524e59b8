package alan.tts.csm.network;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.MimiConfig;
import alan.tts.csm.tensor.Definition;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Tensor;

/**
 * Mimi's decoder: frames become sound. It goes on where its state has stopped, so that frames may come in one by one; the sound is that of all of
 * them at once.
 *
 * <p>Inputs: {@link #SEMANTIC} [B, T, semantic codebooks], {@link #ACOUSTIC} [B, T, the others] (integers). Output: {@link #SOUND} [B, 1, T · frame
 * size].
 *
 * @see <a href="https://github.com/huggingface/transformers/blob/main/src/transformers/models/mimi/modeling_mimi.py">transformers, MimiModel</a>
 */
public final class MimiDecoder implements Definition {
    /** Input. */
    public static final String SEMANTIC = "semantic";
    /** Input. */
    public static final String ACOUSTIC = "acoustic";
    /** Output. */
    public static final String SOUND = "sound";

    private static final String LAYERS = "codec_model.decoder.layers.";

    private final MimiConfig mimi;
    private final Weights weights;
    private final Codebooks semantic;
    private final Codebooks acoustic;
    private final MimiTransformer transformer;

    /** @param checkpoint without problems @throws AlanException when its codebooks cannot be read */
    public MimiDecoder(Checkpoint checkpoint) throws AlanException {
        this.mimi = checkpoint.config().mimi();
        this.weights = new Weights(checkpoint);
        this.semantic = new Codebooks(weights, SEMANTIC, mimi, mimi.semanticCodebooks());
        this.acoustic = new Codebooks(weights, ACOUSTIC, mimi, checkpoint.config().codebooks() - mimi.semanticCodebooks());
        this.transformer = new MimiTransformer(weights, "codec_model.decoder_transformer.", mimi);
    }

    @Override
    public void define(Ops ops) {
        int size = mimi.transformer().size();
        Tensor states = ops.add(
                semantic.decode(ops, ops.ints(SEMANTIC, Ops.ANY, Ops.ANY, semantic.count())),
                acoustic.decode(ops, ops.ints(ACOUSTIC, Ops.ANY, Ops.ANY, acoustic.count())));
        Tensor x = ops.transposedConvolution(ops.carried("upsample", ops.transpose(states), size, 1),
                weights.get("codec_model.upsample.conv.weight"), null, MimiConfig.POSITIONS_A_FRAME, mimi.upsampleGroups());
        x = ops.transpose(transformer.run(ops, ops.transpose(x), i -> ops.cache("decoder." + i)));
        int layer = 0;
        int channels = mimi.filters() << mimi.ratios().size();
        x = convolution(ops, x, layer++, size, mimi.kernel());
        for (int ratio : mimi.ratios()) {
            layer++; // the activation
            String name = LAYERS + layer + ".conv.";
            x = ops.transposedConvolution(ops.carried("layer." + layer, ops.elu(x), channels, 1),
                    weights.get(name + "weight"), weights.get(name + "bias"), ratio, 1);
            layer++;
            channels /= 2;
            int dilation = 1;
            for (int j = 0; j < mimi.residualLayers(); j++) {
                x = residual(ops, x, layer++, channels, dilation);
                dilation *= mimi.dilationGrowth();
            }
        }
        ops.output(SOUND, convolution(ops, ops.elu(x), layer + 1, channels, mimi.lastKernel()));
    }

    private Tensor convolution(Ops ops, Tensor x, int layer, int channels, int kernel) {
        String name = LAYERS + layer + ".conv.";
        return ops.convolution(ops.carried("layer." + layer, x, channels, kernel - 1),
                weights.get(name + "weight"), weights.get(name + "bias"), 1, 1);
    }

    private Tensor residual(Ops ops, Tensor x, int layer, int channels, int dilation) {
        String wide = LAYERS + layer + ".block.1.conv.";
        String narrow = LAYERS + layer + ".block.3.conv.";
        Tensor before = ops.carried("layer." + layer, ops.elu(x), channels, (mimi.residualKernel() - 1) * dilation);
        Tensor inner = ops.convolution(before, weights.get(wide + "weight"), weights.get(wide + "bias"), 1, dilation);
        return ops.add(x, ops.convolution(ops.elu(inner), weights.get(narrow + "weight"), weights.get(narrow + "bias"), 1, 1));
    }
}
