package alan.models.ctranslate2;

import alan.api.AlanException;
import alan.api.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which variable of CTranslate2 becomes which tensor of ggml.
 *
 * <p>CTranslate2 joins the projections of one input: query, key and value of self-attention are the rows of one matrix in
 * this order, and so are key and value of cross-attention. ggml wants them apart. Whisper's keys have no bias; CTranslate2
 * has zeros there, which are left out. Matrices are written in 16 bits; biases, norms and positions in 32, and the biases of
 * the convolutions as columns, as whisper.cpp expects.
 *
 * <p>whisper.cpp takes tensors in any order. This one is that of OpenAI's checkpoints, so that a model of 16-bit weights
 * becomes the very file, byte for byte, that whisper.cpp's authors publish (seen with base and tiny.en).
 */
final class TensorPlan {
    private final ModelFile file;
    private final int state;
    private final List<GgmlTensor> tensors = new ArrayList<>();

    private TensorPlan(ModelFile file, WhisperShape shape) {
        this.file = file;
        this.state = shape.audioState();
    }

    /**
     * {@return all tensors of a model}
     *
     * @param file the model
     * @param shape its sizes
     * @throws AlanException when a variable is missing or does not have the size that the others ask for
     */
    static List<GgmlTensor> of(ModelFile file, WhisperShape shape) throws AlanException {
        TensorPlan plan = new TensorPlan(file, shape);
        plan.positions(shape);
        plan.decoder(shape);
        plan.encoder(shape);
        return List.copyOf(plan.tensors);
    }

    private void positions(WhisperShape shape) throws AlanException {
        exact("decoder.positional_embedding", false, "decoder/position_encodings/encodings", shape.textContext(), state);
        exact("encoder.positional_embedding", false, "encoder/position_encodings/encodings", shape.audioContext(), state);
    }

    private void decoder(WhisperShape shape) throws AlanException {
        exact("decoder.token_embedding.weight", true, "decoder/embeddings/weight", shape.vocabulary(), state);
        for (int i = 0; i < shape.textLayers(); i++) {
            String from = "decoder/layer_" + i;
            String to = "decoder.blocks." + i;
            feedForward(from, to);
            selfAttention(from, to);
            crossAttention(from, to);
        }
        norm("decoder/layer_norm", "decoder.ln");
    }

    private void encoder(WhisperShape shape) throws AlanException {
        convolution("conv1", shape.melBands());
        convolution("conv2", state);
        for (int i = 0; i < shape.audioLayers(); i++) {
            String from = "encoder/layer_" + i;
            String to = "encoder.blocks." + i;
            feedForward(from, to);
            selfAttention(from, to);
        }
        norm("encoder/layer_norm", "encoder.ln_post");
    }

    private void convolution(String name, int channels) throws AlanException {
        exact("encoder." + name + ".weight", true, "encoder/" + name + "/weight", state, channels, 3);
        Variable bias = sized("encoder/" + name + "/bias", state);
        add("encoder." + name + ".bias", false, bias, 0, state, 1);
    }

    private void selfAttention(String from, String to) throws AlanException {
        norm(from + "/self_attention/layer_norm", to + ".attn_ln");
        rows(from + "/self_attention/linear_0", to + ".attn", "query", "key", "value");
        rows(from + "/self_attention/linear_1", to + ".attn", "out");
    }

    private void crossAttention(String from, String to) throws AlanException {
        norm(from + "/attention/layer_norm", to + ".cross_attn_ln");
        rows(from + "/attention/linear_0", to + ".cross_attn", "query");
        rows(from + "/attention/linear_1", to + ".cross_attn", "key", "value");
        rows(from + "/attention/linear_2", to + ".cross_attn", "out");
    }

    private void feedForward(String from, String to) throws AlanException {
        norm(from + "/ffn/layer_norm", to + ".mlp_ln");
        exact(to + ".mlp.0.weight", true, from + "/ffn/linear_0/weight", 4L * state, state);
        exact(to + ".mlp.0.bias", false, from + "/ffn/linear_0/bias", 4L * state);
        exact(to + ".mlp.2.weight", true, from + "/ffn/linear_1/weight", state, 4L * state);
        exact(to + ".mlp.2.bias", false, from + "/ffn/linear_1/bias", state);
    }

    private void norm(String from, String to) throws AlanException {
        exact(to + ".weight", false, from + "/gamma", state);
        exact(to + ".bias", false, from + "/beta", state);
    }

    /** Splits a joined projection into its parts, each of as many rows as the network is wide. */
    private void rows(String from, String to, String... parts) throws AlanException {
        Variable weight = sized(from + "/weight", (long) parts.length * state, state);
        Variable bias = sized(from + "/bias", (long) parts.length * state);
        for (int i = 0; i < parts.length; i++) {
            add(to + "." + parts[i] + ".weight", true, weight, (long) i * state * state, state, state);
            if (!parts[i].equals("key")) {
                add(to + "." + parts[i] + ".bias", false, bias, (long) i * state, state);
            }
        }
    }

    private void exact(String to, boolean half, String from, long... dims) throws AlanException {
        add(to, half, sized(from, dims), 0, Arrays.stream(dims).mapToInt(Math::toIntExact).toArray());
    }

    private Variable sized(String name, long... dims) throws AlanException {
        Variable variable = file.get(name);
        if (!variable.hasDims(dims)) {
            throw Damage.in(file.path(), Text.of("has %s with the dimensions %s instead of %s", name, variable.dims(), Arrays.toString(dims)));
        }
        if (variable.type() == ElementType.INT32) {
            throw Damage.in(file.path(), Text.of("holds %s in whole numbers", name));
        }
        return variable;
    }

    private void add(String name, boolean half, Variable source, long first, int... dims) throws AlanException {
        Variable scale = source.type().isQuantised() ? scale(source) : null;
        tensors.add(new GgmlTensor(name, Arrays.stream(dims).boxed().toList(), half, source, first, scale));
    }

    private Variable scale(Variable source) throws AlanException {
        Variable scale = file.get(source.name() + "_scale");
        boolean fits = scale.count() == 1 || scale.hasDims(source.dims().get(0));
        if (!fits || scale.type() != ElementType.FLOAT32) {
            throw Damage.in(file.path(), Text.of("has %s with the dimensions %s in %s, which do not fit its weights",
                    scale.name(), scale.dims(), scale.type()));
        }
        return scale;
    }
}
