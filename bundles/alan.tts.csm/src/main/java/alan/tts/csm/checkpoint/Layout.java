package alan.tts.csm.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a checkpoint names its tensors, and in which order it keeps the rows that are turned by their position. */
public enum Layout {
    /** Of transformers' export: rows of queries and keys in two halves. */
    TRANSFORMERS {
        @Override
        List<String> stored(String name) {
            return name.equals(AUDIO_EMBEDDINGS) ? List.of(name, AUDIO_EMBEDDINGS_TIED) : List.of(name);
        }
    },
    /** Of the original repository: rows of queries and keys in pairs. */
    ORIGINAL {
        @Override
        List<String> stored(String name) {
            if (name.startsWith("codec_model.")) {
                return List.of(name);
            }
            if (ORIGINAL_NAMES.containsKey(name)) {
                return List.of(ORIGINAL_NAMES.get(name));
            }
            String stored = name.replace("backbone_model.", "backbone.").replace("depth_decoder.model.", "decoder.");
            for (Map.Entry<String, String> part : ORIGINAL_PARTS.entrySet()) {
                stored = stored.replace(part.getKey(), part.getValue());
            }
            return List.of(stored);
        }
    };

    /** The tensor that backbone and depth decoder share. */
    public static final String AUDIO_EMBEDDINGS = "backbone_model.embed_tokens.embed_audio_tokens.weight";

    private static final String AUDIO_EMBEDDINGS_TIED = "depth_decoder.model.embed_tokens.weight";
    private static final Map<String, String> ORIGINAL_NAMES = Map.of(
            "embed_text_tokens.weight", "text_embeddings.weight",
            AUDIO_EMBEDDINGS, "audio_embeddings.weight",
            "lm_head.weight", "codebook0_head.weight",
            "depth_decoder.codebooks_head.weight", "audio_head",
            "depth_decoder.model.inputs_embeds_projector.weight", "projection.weight",
            "backbone_model.norm.weight", "backbone.norm.scale",
            "depth_decoder.model.norm.weight", "decoder.norm.scale");
    private static final Map<String, String> ORIGINAL_PARTS = Map.of(
            ".self_attn.", ".attn.",
            ".o_proj.", ".output_proj.",
            ".gate_proj.", ".w1.",
            ".down_proj.", ".w2.",
            ".up_proj.", ".w3.",
            ".input_layernorm.weight", ".sa_norm.scale",
            ".post_attention_layernorm.weight", ".mlp_norm.scale");

    /** {@return the names under which a tensor may be stored} @param name as transformers has it */
    abstract List<String> stored(String name);

    /** {@return the layout of a checkpoint} @param names of its tensors */
    static Optional<Layout> of(Set<String> names) {
        if (names.contains("backbone_model.layers.0.self_attn.q_proj.weight")) {
            return Optional.of(TRANSFORMERS);
        }
        return names.contains("backbone.layers.0.attn.q_proj.weight") ? Optional.of(ORIGINAL) : Optional.empty();
    }
}
