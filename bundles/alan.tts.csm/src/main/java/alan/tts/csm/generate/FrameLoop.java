package alan.tts.csm.generate;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Value.Floats;
import alan.tts.csm.tensor.Value.Ints;
import java.util.Map;

/**
 * Draws one frame after the other. Each is 80 ms of sound: the backbone says what the next frame's first code may be, the depth decoder draws all
 * its codes, and they
 * go back into the backbone.
 */
public final class FrameLoop implements AutoCloseable {
    private final CsmConfig config;
    private final Program backbone;
    private final Program depth;
    private final Program.State state;
    private final Sampling sampling;
    private final Sampling.Noise noise;
    /** What the backbone says of the next frame; {@code null} while it has not seen the last one. */
    private Map<String, Value> next;
    private Ints last;

    /**
     * Reads a prompt.
     *
     * @param config of the model
     * @param backbone {@link Backbone}, ready
     * @param depth {@link DepthDecoder}, ready
     * @param prompt at least one position fewer than the model has
     * @param sampling how codes are drawn
     * @throws AlanException when it cannot be computed
     */
    public FrameLoop(CsmConfig config, Program backbone, Program depth, Prompt prompt, Sampling sampling) throws AlanException {
        this.config = config;
        this.backbone = backbone;
        this.depth = depth;
        this.sampling = sampling;
        this.noise = sampling.noise();
        this.state = backbone.state(1, config.positions());
        boolean read = false;
        try {
            next = backbone.run(prompt.inputs(config), state, prompt.positions());
            read = true;
        } finally {
            if (!read) {
                state.close();
            }
        }
    }

    /** {@return whether the model has a position left for another frame} */
    public boolean hasRoom() {
        return state.lengths()[0] < config.positions();
    }

    /** {@return the codes of the next frame, one for each codebook} @throws AlanException when it cannot be computed */
    public int[] next() throws AlanException {
        if (next == null) {
            next = backbone.run(Map.of(
                    Backbone.TEXT, new Ints(new int[1], 1, 1),
                    Backbone.CODES, last,
                    Backbone.IS_SOUND, new Floats(new float[] {1}, 1, 1, 1),
                    Backbone.LAST, new Ints(new int[1], 1, 1)), state, 1);
        }
        float[] shake = new float[config.codebooks() * noise.width()];
        noise.frame(shake, 0, config.codebooks());
        last = (Ints) depth.run(Map.of(
                Backbone.STATE, next.get(Backbone.STATE),
                Backbone.LOGITS, next.get(Backbone.LOGITS),
                DepthDecoder.NOISE, new Floats(shake, 1, config.codebooks(), noise.width()),
                DepthDecoder.TEMPERATURE, new Floats(new float[] {(float) sampling.temperature()}, 1)), null).get(Backbone.CODES);
        next = null;
        return last.data().clone();
    }

    @Override
    public void close() {
        state.close();
    }
}
