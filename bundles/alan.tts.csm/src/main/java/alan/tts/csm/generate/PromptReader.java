package alan.tts.csm.generate;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import java.util.Map;

/** Lets the backbone read prompts, in pieces, so that whoever wants to stop it need not wait for the whole of a long one. */
public final class PromptReader {
    /** Positions of a piece: enough that the weights, which are read once for each, are no matter. */
    private static final int PIECE = 128;

    private final CsmConfig config;
    private final Program backbone;

    /**
     * @param config of the model
     * @param backbone {@link Backbone}, ready
     */
    public PromptReader(CsmConfig config, Program backbone) {
        this.config = config;
        this.backbone = backbone;
    }

    /**
     * Reads a prompt behind what a state holds.
     *
     * @param prompt at least one position
     * @param state of one sentence, with room for it; is changed
     * @return what the backbone says after the last position
     * @throws AlanException when it fails, or the thread was interrupted
     */
    public Map<String, Value> read(Prompt prompt, Program.State state) throws AlanException {
        Map<String, Value> said = Map.of();
        for (int from = 0; from < prompt.positions(); from += PIECE) {
            if (Thread.currentThread().isInterrupted()) {
                throw new AlanException("CSM was stopped while it read a sentence.");
            }
            Prompt piece = prompt.slice(from, Math.min(prompt.positions(), from + PIECE));
            said = backbone.run(piece.inputs(config), state, piece.positions());
        }
        return said;
    }
}
