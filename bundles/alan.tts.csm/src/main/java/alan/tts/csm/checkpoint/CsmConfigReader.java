package alan.tts.csm.checkpoint;

import alan.api.AlanException;
import alan.api.text.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads {@code config.json}: that of transformers 4.52 ({@code rope_theta}, {@code rope_scaling}) and later ({@code rope_parameters}), and that of
 * the original repository, which names two flavours and says nothing of their sizes.
 *
 * @see <a href="https://github.com/huggingface/transformers/blob/main/src/transformers/models/csm/configuration_csm.py">transformers, CsmConfig</a>
 * @see <a href="https://github.com/SesameAILabs/csm/blob/main/models.py">SesameAILabs/csm, models.py</a>
 */
final class CsmConfigReader {
    private static final int MOST_SIZE = 1 << 16;
    private static final int MOST_LAYERS = 256;
    private static final int MOST_TOKENS = 1 << 22;
    private static final int BEGIN_TEXT = 128_000;
    private static final int END_TEXT = 128_001;
    /** Of both flavours of the original repository. */
    private static final Rope LLAMA_3_2 = new Rope(500_000, new Rope.Scaling(32, 1, 4, 8192));

    private final Path folder;

    /** @param folder of the checkpoint */
    CsmConfigReader(Path folder) {
        this.folder = folder;
    }

    CsmConfig read() throws AlanException {
        ConfigNode config = ConfigNode.read(folder.resolve("config.json"));
        // The Hub's file says both; then transformers' sizes hold.
        if (!config.text("model_type", "").equals("csm")) {
            if (config.has("backbone_flavor")) {
                return flavours(config);
            }
            throw config.wrong(Text.of("it describes a model of type %s, not csm", config.text("model_type", "?")));
        }
        int codebooks = config.size("num_codebooks", 32, 256);
        int vocabulary = config.size("vocab_size", 2051, MOST_SIZE);
        config.mustBe("codebook_eos_token_id", "0");
        config.mustBe("tie_codebooks_embeddings", "true");
        int text = config.size("text_vocab_size", 128_256, MOST_TOKENS);
        int begin = config.number("bos_token_id", BEGIN_TEXT, 0, text - 1);
        TransformerConfig backbone = llama(config, new TransformerConfig(16, 2048, 8192, 32, 8, 64, 1e-5, null));
        ConfigNode depth = config.at("depth_decoder_config");
        if (depth.size("num_codebooks", codebooks, 256) != codebooks || depth.size("vocab_size", vocabulary, MOST_SIZE) != vocabulary
                || depth.size("backbone_hidden_size", backbone.size(), MOST_SIZE) != backbone.size()) {
            throw config.wrong(Text.of("its depth decoder does not fit its backbone"));
        }
        return new CsmConfig(codebooks, vocabulary, text, config.size("max_position_embeddings", 2048, 1 << 17),
                begin, Math.min(begin + END_TEXT - BEGIN_TEXT, text - 1), backbone,
                llama(depth, new TransformerConfig(4, 1024, 8192, 8, 2, 0, 1e-5, null)), mimi(config, codebooks));
    }

    private CsmConfig flavours(ConfigNode config) throws AlanException {
        config.mustBe("backbone_flavor", "llama-1B");
        config.mustBe("decoder_flavor", "llama-100M");
        int codebooks = config.size("audio_num_codebooks", 32, 256);
        return new CsmConfig(codebooks, config.size("audio_vocab_size", 2051, MOST_SIZE), config.size("text_vocab_size", 128_256, MOST_TOKENS),
                2048, BEGIN_TEXT, END_TEXT, new TransformerConfig(16, 2048, 8192, 32, 8, 64, 1e-5, LLAMA_3_2),
                new TransformerConfig(4, 1024, 8192, 8, 2, 128, 1e-5, LLAMA_3_2), mimi(config, codebooks));
    }

    /** @param usual what holds where a key is missing; a head size of 0 for the size by the heads */
    private static TransformerConfig llama(ConfigNode config, TransformerConfig usual) throws AlanException {
        config.mustBe("attention_bias", "false");
        config.mustBe("mlp_bias", "false");
        config.mustBe("hidden_act", "silu");
        return transformer(config, usual, "rms_norm_eps", rope(config, 500_000));
    }

    private static TransformerConfig transformer(ConfigNode config, TransformerConfig usual, String epsilon, Rope rope) throws AlanException {
        int size = config.size("hidden_size", usual.size(), MOST_SIZE);
        int heads = config.size("num_attention_heads", usual.heads(), 1024);
        int keyValueHeads = config.size("num_key_value_heads", usual.keyValueHeads(), 1024);
        int headSize = config.size("head_dim", Math.max(1, size / heads), 1024);
        if (heads % keyValueHeads != 0 || headSize % 2 != 0) {
            throw config.wrong(Text.of("its %s heads of %s numbers do not fit its %s heads of keys", heads, headSize, keyValueHeads));
        }
        return new TransformerConfig(config.size("num_hidden_layers", usual.layers(), MOST_LAYERS), size,
                config.size("intermediate_size", usual.inner(), MOST_SIZE), heads, keyValueHeads, headSize,
                config.positive(epsilon, usual.epsilon()), rope);
    }

    private static Rope rope(ConfigNode config, double usualTheta) throws AlanException {
        boolean newer = config.has("rope_parameters");
        ConfigNode scaling = newer ? config.at("rope_parameters") : config.at("rope_scaling");
        double theta = newer ? scaling.positive("rope_theta", usualTheta) : config.positive("rope_theta", usualTheta);
        String type = scaling.text("rope_type", scaling.text("type", "default"));
        return switch (type) {
            case "default" -> new Rope(theta, null);
            case "llama3" -> new Rope(theta, new Rope.Scaling(scaling.positive("factor", 0), scaling.positive("low_freq_factor", 0),
                    scaling.positive("high_freq_factor", 0), scaling.positive("original_max_position_embeddings", 0)));
            default -> throw config.wrong(Text.of("its positions are scaled by %s, which is not known here", type));
        };
    }

    /** The codec's own file, where it lies in a folder of its own, as it must beside a checkpoint of the original repository. */
    private MimiConfig mimi(ConfigNode config, int codebooks) throws AlanException {
        Path own = folder.resolve(CheckpointFiles.MIMI).resolve("config.json");
        boolean within = config.has("codec_config") && !Files.exists(own);
        ConfigNode mimi = within ? config.at("codec_config") : ConfigNode.read(own);
        mimi.mustBe("model_type", "mimi");
        mimi.mustBe("audio_channels", "1");
        mimi.mustBe("use_causal_conv", "true");
        mimi.mustBe("use_conv_shortcut", "false");
        mimi.mustBe("pad_mode", "constant");
        mimi.mustBe("trim_right_ratio", "1.0");
        mimi.mustBe("hidden_act", "gelu");
        mimi.mustBe("attention_bias", "false");
        TransformerConfig transformer = transformer(mimi, new TransformerConfig(8, 512, 2048, 8, 8, 0, 1e-5, null), "norm_eps", rope(mimi, 10_000));
        int quantizers = mimi.size("num_quantizers", 32, 256);
        int semantic = mimi.size("num_semantic_quantizers", 1, 255);
        if (quantizers < codebooks || semantic >= codebooks) {
            throw mimi.wrong(Text.of("its codec has %s codebooks, %s of them semantic, and the model %s", quantizers, semantic, codebooks));
        }
        int dimension = mimi.size("codebook_dim", 256, MOST_SIZE);
        if (mimi.size("vector_quantization_hidden_dimension", dimension, MOST_SIZE) != dimension) {
            throw mimi.wrong(Text.of("the entries of its codebooks are not as long as what is compared with them"));
        }
        return new MimiConfig(
                mimi.size("sampling_rate", 24_000, 192_000), mimi.size("num_filters", 64, 4096), mimi.size("num_residual_layers", 1, 16),
                mimi.sizes("upsampling_ratios", List.of(8, 6, 5, 4), 64), mimi.size("kernel_size", 7, 256), mimi.size("last_kernel_size", 3, 256),
                mimi.size("residual_kernel_size", 3, 256), mimi.size("dilation_growth_rate", 2, 64), mimi.size("compress", 2, 64),
                mimi.size("codebook_size", 2048, MOST_SIZE), dimension, quantizers, semantic, mimi.size("upsample_groups", 512, MOST_SIZE),
                mimi.size("sliding_window", 250, 1 << 16), transformer);
    }
}
