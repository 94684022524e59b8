package alan.tts.csm.network;

import alan.tts.csm.checkpoint.Layout;
import alan.tts.csm.checkpoint.TransformerConfig;
import alan.tts.csm.tensor.Attention;
import alan.tts.csm.tensor.Cache;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Tensor;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A stack of Llama's layers, as the backbone and the depth decoder have it: norms before attention and feed-forward network, no biases. */
final class Llama {
    private final Weights weights;
    private final String prefix;
    private final TransformerConfig config;
    private final Attention attention;

    /**
     * @param weights of the model
     *
     * @param prefix of this stack's tensors
     * @param config its sizes
     * @param layout of the checkpoint
     * @param positions at most
     */
    Llama(Weights weights, String prefix, TransformerConfig config, Layout layout, int positions) {
        this.weights = weights;
        this.prefix = prefix;
        this.config = config;
        this.attention = new Attention(config.heads(), config.keyValueHeads(), config.headSize(), config.rope().frequencies(config.headSize()),
                layout == Layout.ORIGINAL, positions, 0);
    }

    /** {@return a cache for each layer} @param maker by the layer's index */
    List<Cache> caches(IntFunction<Cache> maker) {
        return IntStream.range(0, config.layers()).mapToObj(maker).toList();
    }

    /** {@return the states after the final norm} @param ops to compute with @param x [B, T, size] @param caches of the layers */
    Tensor run(Ops ops, Tensor x, List<Cache> caches) {
        Tensor state = x;
        for (int i = 0; i < config.layers(); i++) {
            String layer = prefix + "layers." + i + ".";
            Tensor normed = ops.rmsNorm(state, weights.get(layer + "input_layernorm.weight"), config.epsilon());
            Tensor seen = ops.attention(
                    ops.linear(normed, weights.get(layer + "self_attn.q_proj.weight")),
                    ops.linear(normed, weights.get(layer + "self_attn.k_proj.weight")),
                    ops.linear(normed, weights.get(layer + "self_attn.v_proj.weight")),
                    attention, caches.get(i));
            state = ops.add(state, ops.linear(seen, weights.get(layer + "self_attn.o_proj.weight")));
            normed = ops.rmsNorm(state, weights.get(layer + "post_attention_layernorm.weight"), config.epsilon());
            Tensor inner = ops.swiGlu(
                    ops.linear(normed, weights.get(layer + "mlp.gate_proj.weight")),
                    ops.linear(normed, weights.get(layer + "mlp.up_proj.weight")));
            state = ops.add(state, ops.linear(inner, weights.get(layer + "mlp.down_proj.weight")));
        }
        return ops.rmsNorm(state, weights.get(prefix + "norm.weight"), config.epsilon());
    }
}
