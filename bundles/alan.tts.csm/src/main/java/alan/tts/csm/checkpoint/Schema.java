package alan.tts.csm.checkpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every tensor that a model of given sizes has, by transformers' names, with its shape.
 *
 * @see <a href="https://github.com/huggingface/transformers/blob/main/src/transformers/models/mimi/modeling_mimi.py">transformers, MimiModel</a>
 */
final class Schema {
    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    private Schema() {}

    static Map<String, List<Long>> of(CsmConfig config) {
        Schema schema = new Schema();
        schema.add("embed_text_tokens.weight", config.textVocabulary(), config.backbone().size());
        schema.add(Layout.AUDIO_EMBEDDINGS, (long) config.codebooks() * config.audioVocabulary(), config.backbone().size());
        schema.add("lm_head.weight", config.audioVocabulary(), config.backbone().size());
        schema.llama("backbone_model.", config.backbone());
        schema.add("depth_decoder.model.inputs_embeds_projector.weight", config.depth().size(), config.backbone().size());
        schema.add("depth_decoder.codebooks_head.weight", config.codebooks() - 1L, config.depth().size(), config.audioVocabulary());
        schema.llama("depth_decoder.model.", config.depth());
        schema.mimi(config.mimi());
        return schema.shapes;
    }

    private void add(String name, long... shape) {
        shapes.put(name, Arrays.stream(shape).boxed().toList());
    }

    private void attention(String layer, TransformerConfig config) {
        add(layer + "self_attn.q_proj.weight", config.querySize(), config.size());
        add(layer + "self_attn.k_proj.weight", config.keySize(), config.size());
        add(layer + "self_attn.v_proj.weight", config.keySize(), config.size());
        add(layer + "self_attn.o_proj.weight", config.size(), config.querySize());
    }

    private void llama(String prefix, TransformerConfig config) {
        for (int i = 0; i < config.layers(); i++) {
            String layer = prefix + "layers." + i + ".";
            add(layer + "input_layernorm.weight", config.size());
            attention(layer, config);
            add(layer + "post_attention_layernorm.weight", config.size());
            add(layer + "mlp.gate_proj.weight", config.inner(), config.size());
            add(layer + "mlp.up_proj.weight", config.inner(), config.size());
            add(layer + "mlp.down_proj.weight", config.size(), config.inner());
        }
        add(prefix + "norm.weight", config.size());
    }

    private void mimi(MimiConfig mimi) {
        String codec = "codec_model.";
        long size = mimi.transformer().size();
        encoder(codec + "encoder.layers.", mimi, size);
        mimiTransformer(codec + "encoder_transformer.", mimi.transformer());
        add(codec + "downsample.conv.weight", size, size, 2L * MimiConfig.POSITIONS_A_FRAME);
        quantizer(codec + "quantizer.semantic_residual_vector_quantizer.", mimi, mimi.semanticCodebooks());
        quantizer(codec + "quantizer.acoustic_residual_vector_quantizer.", mimi, mimi.codebooks() - mimi.semanticCodebooks());
        add(codec + "upsample.conv.weight", size, size / mimi.upsampleGroups(), 2L * MimiConfig.POSITIONS_A_FRAME);
        mimiTransformer(codec + "decoder_transformer.", mimi.transformer());
        decoder(codec + "decoder.layers.", mimi, size);
    }

    private void convolution(String name, long out, long in, long kernel) {
        add(name + ".conv.weight", out, in, kernel);
        add(name + ".conv.bias", out);
    }

    private void residual(String name, MimiConfig mimi, long channels) {
        long inner = channels / mimi.compress();
        convolution(name + ".block.1", inner, channels, mimi.residualKernel());
        convolution(name + ".block.3", channels, inner, 1);
    }

    private void encoder(String prefix, MimiConfig mimi, long size) {
        int layer = 0;
        long channels = mimi.filters();
        convolution(prefix + layer++, channels, 1, mimi.kernel());
        for (int i = mimi.ratios().size() - 1; i >= 0; i--) {
            for (int j = 0; j < mimi.residualLayers(); j++) {
                residual(prefix + layer++, mimi, channels);
            }
            layer++; // the activation has no weights
            convolution(prefix + layer++, 2 * channels, channels, 2L * mimi.ratios().get(i));
            channels *= 2;
        }
        convolution(prefix + (layer + 1), size, channels, mimi.lastKernel());
    }

    private void decoder(String prefix, MimiConfig mimi, long size) {
        int layer = 0;
        long channels = (long) mimi.filters() << mimi.ratios().size();
        convolution(prefix + layer++, channels, size, mimi.kernel());
        for (int ratio : mimi.ratios()) {
            layer++;
            String transposed = prefix + layer++;
            add(transposed + ".conv.weight", channels, channels / 2, 2L * ratio);
            add(transposed + ".conv.bias", channels / 2);
            channels /= 2;
            for (int j = 0; j < mimi.residualLayers(); j++) {
                residual(prefix + layer++, mimi, channels);
            }
        }
        convolution(prefix + (layer + 1), 1, channels, mimi.lastKernel());
    }

    private void mimiTransformer(String prefix, TransformerConfig config) {
        for (int i = 0; i < config.layers(); i++) {
            String layer = prefix + "layers." + i + ".";
            for (String norm : List.of("input_layernorm", "post_attention_layernorm")) {
                add(layer + norm + ".weight", config.size());
                add(layer + norm + ".bias", config.size());
            }
            attention(layer, config);
            add(layer + "self_attn_layer_scale.scale", config.size());
            add(layer + "mlp.fc1.weight", config.inner(), config.size());
            add(layer + "mlp.fc2.weight", config.size(), config.inner());
            add(layer + "mlp_layer_scale.scale", config.size());
        }
    }

    private void quantizer(String prefix, MimiConfig mimi, int codebooks) {
        add(prefix + "input_proj.weight", mimi.codebookDimension(), mimi.transformer().size(), 1);
        for (int i = 0; i < codebooks; i++) {
            add(prefix + "layers." + i + ".codebook.embed_sum", mimi.codebookSize(), mimi.codebookDimension());
            add(prefix + "layers." + i + ".codebook.cluster_usage", mimi.codebookSize());
        }
        add(prefix + "output_proj.weight", mimi.transformer().size(), mimi.codebookDimension(), 1);
    }
}
