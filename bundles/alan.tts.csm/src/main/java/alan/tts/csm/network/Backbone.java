package alan.tts.csm.network;

import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.tensor.Definition;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Tensor;

/**
 * The backbone: a prompt's text tokens and frames go in, or the frame that was spoken last; what comes out is a state, and the likelihood of each
 * code of the next frame's codebook 0.
 *
 * <p>Inputs: {@link #TEXT} [B, T], {@link #CODES} [B, T, codebooks] (integers), {@link #IS_SOUND} [B, T, 1] (1 for a frame, 0 for a text token),
 * {@link #LAST} [B, 1] (integer, the position whose state is wanted). Outputs: {@link #STATE} [B, 1, size], {@link #LOGITS} [B, 1, vocabulary].
 *
 * @see <a href="https://github.com/SesameAILabs/csm/blob/main/models.py">SesameAILabs/csm, models.py</a>
 */
public final class Backbone implements Definition {
    /** Input. */
    public static final String TEXT = "text";
    /** Input. */
    public static final String CODES = "codes";
    /** Input. */
    public static final String IS_SOUND = "is.sound";
    /** Input. */
    public static final String LAST = "last";
    /** Output. */
    public static final String STATE = "state";
    /** Output. */
    public static final String LOGITS = "logits";
    /** Output, where it is wanted: [B, T, size]. */
    public static final String STATES = "states";

    private static final String PREFIX = "backbone_model.";

    private final CsmConfig config;
    private final Weights weights;
    private final Llama llama;
    private final boolean allStates;

    /** @param checkpoint without problems @param allStates whether {@link #STATES} are an output */
    public Backbone(Checkpoint checkpoint, boolean allStates) {
        this.config = checkpoint.config();
        this.weights = new Weights(checkpoint);
        this.llama = new Llama(weights, PREFIX, config.backbone(), checkpoint.layout(), config.positions());
        this.allStates = allStates;
    }

    @Override
    public void define(Ops ops) {
        Tensor text = ops.embed(weights.get("embed_text_tokens.weight"), ops.ints(TEXT, Ops.ANY, Ops.ANY));
        Tensor codes = ops.ints(CODES, Ops.ANY, Ops.ANY, config.codebooks());
        Tensor sound = ops.embedSum(weights.audioEmbeddings(), codes, config.audioVocabulary());
        Tensor x = ops.choose(sound, text, ops.floats(IS_SOUND, Ops.ANY, Ops.ANY, 1));
        Tensor states = llama.run(ops, x, llama.caches(i -> ops.cache("backbone." + i)));
        Tensor state = ops.at(states, ops.ints(LAST, Ops.ANY, 1));
        ops.output(STATE, state);
        ops.output(LOGITS, ops.linear(state, weights.get("lm_head.weight")));
        if (allStates) {
            ops.output(STATES, states);
        }
    }
}
