package alan.tts.csm.network;

import alan.tts.csm.checkpoint.MimiConfig;
import alan.tts.csm.checkpoint.TransformerConfig;
import alan.tts.csm.tensor.Attention;
import alan.tts.csm.tensor.Cache;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Tensor;
import java.util.function.IntFunction;

/** The transformer within Mimi's encoder or decoder: layer norms, scaled branches, an attention that sees a window. */
final class MimiTransformer {
    /** More than five minutes. */
    private static final int POSITIONS = 8000;

    private final Weights weights;
    private final String prefix;
    private final TransformerConfig config;
    private final Attention attention;

    /** @param weights of the model @param prefix of this transformer's tensors @param mimi sizes */
    MimiTransformer(Weights weights, String prefix, MimiConfig mimi) {
        this.weights = weights;
        this.prefix = prefix;
        this.config = mimi.transformer();
        this.attention = new Attention(config.heads(), config.keyValueHeads(), config.headSize(), config.rope().frequencies(config.headSize()),
                false, POSITIONS, mimi.window());
    }

    /** {@return the states after the last layer} @param ops to compute with @param x [B, T, size] @param caches by the layer's index */
    Tensor run(Ops ops, Tensor x, IntFunction<Cache> caches) {
        Tensor state = x;
        for (int i = 0; i < config.layers(); i++) {
            String layer = prefix + "layers." + i + ".";
            Tensor normed = norm(ops, state, layer + "input_layernorm.");
            Tensor seen = ops.attention(
                    ops.linear(normed, weights.get(layer + "self_attn.q_proj.weight")),
                    ops.linear(normed, weights.get(layer + "self_attn.k_proj.weight")),
                    ops.linear(normed, weights.get(layer + "self_attn.v_proj.weight")),
                    attention, caches.apply(i));
            Tensor attended = ops.linear(seen, weights.get(layer + "self_attn.o_proj.weight"));
            state = ops.add(state, ops.scale(attended, weights.get(layer + "self_attn_layer_scale.scale")));
            normed = norm(ops, state, layer + "post_attention_layernorm.");
            Tensor inner = ops.linear(ops.gelu(ops.linear(normed, weights.get(layer + "mlp.fc1.weight"))), weights.get(layer + "mlp.fc2.weight"));
            state = ops.add(state, ops.scale(inner, weights.get(layer + "mlp_layer_scale.scale")));
        }
        return state;
    }

    private Tensor norm(Ops ops, Tensor x, String name) {
        return ops.layerNorm(x, weights.get(name + "weight"), weights.get(name + "bias"), config.epsilon());
    }
}
