package alan.tts.csm.network;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.MimiConfig;
import alan.tts.csm.tensor.Definition;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Ops.Edge;
import alan.tts.csm.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Mimi's encoder: a whole clip becomes frames.
 *
 * <p>Input: {@link MimiDecoder#SOUND} [1, 1, samples], as many as you like. Output: {@link Backbone#CODES} [1, frames, codebooks], frames = samples
 * / frame size, rounded up.
 *
 * @see <a href="https://github.com/huggingface/transformers/blob/main/src/transformers/models/mimi/modeling_mimi.py">transformers, MimiModel</a>
 */
public final class MimiEncoder implements Definition {
    private static final String LAYERS = "codec_model.encoder.layers.";

    private final MimiConfig mimi;
    private final Weights weights;
    private final Codebooks semantic;
    private final Codebooks acoustic;
    private final MimiTransformer transformer;

    /** @param checkpoint without problems @throws AlanException when its codebooks cannot be read */
    public MimiEncoder(Checkpoint checkpoint) throws AlanException {
        this.mimi = checkpoint.config().mimi();
        this.weights = new Weights(checkpoint);
        this.semantic = new Codebooks(weights, MimiDecoder.SEMANTIC, mimi, mimi.semanticCodebooks());
        this.acoustic = new Codebooks(weights, MimiDecoder.ACOUSTIC, mimi, checkpoint.config().codebooks() - mimi.semanticCodebooks());
        this.transformer = new MimiTransformer(weights, "codec_model.encoder_transformer.", mimi);
    }

    @Override
    public void define(Ops ops) {
        int layer = 0;
        Tensor x = convolution(ops, ops.floats(MimiDecoder.SOUND, Ops.ANY, 1, Ops.ANY), LAYERS + layer++, mimi.kernel(), 1, 1);
        for (int i = mimi.ratios().size() - 1; i >= 0; i--) {
            int dilation = 1;
            for (int j = 0; j < mimi.residualLayers(); j++) {
                Tensor inner = convolution(ops, ops.elu(x), LAYERS + layer + ".block.1", mimi.residualKernel(), 1, dilation);
                x = ops.add(x, convolution(ops, ops.elu(inner), LAYERS + layer++ + ".block.3", 1, 1, 1));
                dilation *= mimi.dilationGrowth();
            }
            layer++; // the activation
            x = convolution(ops, ops.elu(x), LAYERS + layer++, 2 * mimi.ratios().get(i), mimi.ratios().get(i), 1);
        }
        x = convolution(ops, ops.elu(x), LAYERS + (layer + 1), mimi.lastKernel(), 1, 1);
        x = ops.transpose(transformer.run(ops, ops.transpose(x), i -> ops.cache()));
        int stride = MimiConfig.POSITIONS_A_FRAME;
        x = ops.convolution(ops.pad(x, stride, stride, Edge.REPLICATE), weights.get("codec_model.downsample.conv.weight"), null, stride, 1);
        Tensor states = ops.transpose(x);
        List<Tensor> codes = new ArrayList<>(semantic.encode(ops, states));
        codes.addAll(acoustic.encode(ops, states));
        ops.output(Backbone.CODES, ops.join(codes));
    }

    private Tensor convolution(Ops ops, Tensor x, String name, int kernel, int stride, int dilation) {
        Tensor padded = ops.pad(x, (kernel - 1) * dilation + 1 - stride, stride, Edge.ZERO);
        return ops.convolution(padded, weights.get(name + ".conv.weight"), weights.get(name + ".conv.bias"), stride, dilation);
    }
}
