package alan.tts.csm.network;

import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.tensor.Cache;
import alan.tts.csm.tensor.Definition;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Tensor;
import alan.tts.csm.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * The depth decoder: draws the codes of one frame, one codebook after the other, each knowing those before it. All passes are one network, so one
 * run gives a frame.
 *
 * <p>Inputs: {@link Backbone#STATE} [B, 1, size], {@link Backbone#LOGITS} [B, 1, vocabulary], {@link #NOISE} [B, codebooks, k], {@link
 * #TEMPERATURE} [B, 1]. Output: {@link Backbone#CODES} [B, 1, codebooks].
 *
 * @see <a href="https://github.com/huggingface/transformers/blob/main/src/transformers/models/csm/modeling_csm.py">transformers,
 *     CsmDepthDecoderForCausalLM</a>
 */
public final class DepthDecoder implements Definition {
    /** Input. */
    public static final String NOISE = "noise";
    /** Input. */
    public static final String TEMPERATURE = "temperature";
    /** Output, where they are wanted: of codebook i + 1, [B, 1, vocabulary], with i behind the name. */
    public static final String LOGITS_OF = "logits.";

    private static final String PREFIX = "depth_decoder.model.";

    private final CsmConfig config;
    private final Weights weights;
    private final Llama llama;
    private final boolean allLogits;

    /** @param checkpoint without problems @param allLogits whether those of each codebook are an output */
    public DepthDecoder(Checkpoint checkpoint, boolean allLogits) {
        this.config = checkpoint.config();
        this.weights = new Weights(checkpoint);
        this.llama = new Llama(weights, PREFIX, config.depth(), checkpoint.layout(), config.codebooks());
        this.allLogits = allLogits;
    }

    @Override
    public void define(Ops ops) {
        Weight codes = weights.audioEmbeddings()
                .reshaped(config.codebooks(), config.audioVocabulary(), config.backbone().size());
        Weight projection = weights.get(PREFIX + "inputs_embeds_projector.weight");
        Weight heads = weights.get("depth_decoder.codebooks_head.weight");
        Tensor noise = ops.floats(NOISE, Ops.ANY, config.codebooks(), Ops.ANY);
        Tensor temperature = ops.floats(TEMPERATURE, Ops.ANY, 1);
        List<Cache> caches = llama.caches(i -> ops.cache());
        List<Tensor> drawn = new ArrayList<>();
        Tensor state = ops.floats(Backbone.STATE, Ops.ANY, 1, config.backbone().size());
        drawn.add(ops.draw(ops.floats(Backbone.LOGITS, Ops.ANY, 1, config.audioVocabulary()), ops.slice(noise, 0), temperature));
        for (int i = 1; i < config.codebooks(); i++) {
            Tensor before = ops.embed(codes.part(i - 1), drawn.get(i - 1));
            Tensor x = ops.linear(i == 1 ? ops.append(state, before) : before, projection);
            Tensor logits = ops.project(ops.last(llama.run(ops, x, caches)), heads.part(i - 1));
            drawn.add(ops.draw(logits, ops.slice(noise, i), temperature));
            if (allLogits) {
                ops.output(LOGITS_OF + (i - 1), logits);
            }
        }
        ops.output(Backbone.CODES, ops.join(drawn));
    }
}
