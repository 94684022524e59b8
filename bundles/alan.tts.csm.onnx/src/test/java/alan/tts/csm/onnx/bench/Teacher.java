package alan.tts.csm.onnx.bench;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.codec.FrameDecoder;
import alan.tts.csm.generate.PromptReader;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.network.MimiDecoder;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Value.Floats;
import alan.tts.csm.tensor.Value.Ints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a model over frames that are given, and tells what it makes of them; the first that runs draws the frames. */
final class Teacher {
    private final Checkpoint checkpoint;
    private final CsmConfig config;
    private final Prompt prompt;
    private final Sampling sampling;
    private final int count;
    private final List<int[]> frames = new ArrayList<>();

    /** @param checkpoint without problems @param prompt before the frames @param sampling that draws them @param count of them */
    Teacher(Checkpoint checkpoint, Prompt prompt, Sampling sampling, int count) {
        this.checkpoint = checkpoint;
        this.config = checkpoint.config();
        this.prompt = prompt;
        this.sampling = sampling;
        this.count = count;
    }

    /** {@return the frames that the first run drew} */
    List<int[]> frames() {
        return List.copyOf(frames);
    }

    /** {@return the logits of each frame and codebook} The first run draws the frames from its own. @param backend that computes them */
    float[][][] logits(Backend backend) throws AlanException {
        float[][][] logits = new float[count][config.codebooks()][];
        boolean drawing = frames.isEmpty();
        Sampling.Noise noise = sampling.noise();
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, false));
                Program depth = backend.program("depth", drawing ? new DepthDecoder(checkpoint, true) : new ForcedDepth(checkpoint));
                Program.State state = backbone.state(1, prompt.positions() + count)) {
            Map<String, Value> said = new PromptReader(config, backbone).read(prompt, state);
            for (int i = 0; i < count; i++) {
                Map<String, Value> all = depth.run(drawing ? drawn(said, noise) : given(said, frames.get(i)), null);
                if (drawing) {
                    frames.add(((Ints) all.get(Backbone.CODES)).data());
                }
                logits[i][0] = floats(said, Backbone.LOGITS);
                for (int codebook = 1; codebook < config.codebooks(); codebook++) {
                    logits[i][codebook] = floats(all, DepthDecoder.LOGITS_OF + (codebook - 1));
                }
                said = backbone.run(Map.of(
                        Backbone.TEXT, new Ints(new int[1], 1, 1),
                        Backbone.CODES, new Ints(frames.get(i), 1, 1, config.codebooks()),
                        Backbone.IS_SOUND, new Floats(new float[] {1}, 1, 1, 1),
                        Backbone.LAST, new Ints(new int[1], 1, 1)), state, 1);
            }
        }
        return logits;
    }

    private Map<String, Value> drawn(Map<String, Value> said, Sampling.Noise noise) {
        float[] shake = new float[config.codebooks() * noise.width()];
        noise.frame(shake, 0, config.codebooks(), noise.width());
        return Map.of(
                Backbone.STATE, said.get(Backbone.STATE),
                Backbone.LOGITS, said.get(Backbone.LOGITS),
                DepthDecoder.NOISE, new Floats(shake, 1, config.codebooks(), noise.width()),
                DepthDecoder.TEMPERATURE, new Floats(new float[] {(float) sampling.temperature()}, 1, 1));
    }

    /** {@return the inputs of {@link ForcedDepth}} It ignores the noise. */
    private Map<String, Value> given(Map<String, Value> said, int[] frame) {
        Map<String, Value> inputs = new HashMap<>(drawn(said, Sampling.likeliest().noise()));
        for (int i = 0; i < frame.length; i++) {
            inputs.put(ForcedDepth.GIVEN + i, new Ints(new int[] {frame[i]}, 1, 1));
        }
        return inputs;
    }

    /** {@return the sound of frames} @param backend that computes it @param spoken codes */
    float[] sound(Backend backend, List<int[]> spoken) throws AlanException {
        try (Program program = backend.program("decoder", new MimiDecoder(checkpoint));
                FrameDecoder decoder = new FrameDecoder(config, program, spoken.size())) {
            return decoder.decode(spoken);
        }
    }

    private static float[] floats(Map<String, Value> out, String name) {
        return ((Floats) out.get(name)).data();
    }
}
