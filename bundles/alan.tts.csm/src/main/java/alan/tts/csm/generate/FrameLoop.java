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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Draws the frames of one sentence or of several, one frame of each at a time. A frame is 80 ms of sound: the backbone says what its first code may
 * be, the depth
 * decoder draws all its codes, and they go back into the backbone. Several sentences cost little more than one, since the weights are read once for
 * all of them.
 * None depends on the others.
 */
public final class FrameLoop implements AutoCloseable {
    private final CsmConfig config;
    private final Program backbone;
    private final Program depth;
    private final List<Integer> speaking = new ArrayList<>();
    private final List<Sampling> samplings = new ArrayList<>();
    private final List<Sampling.Noise> noises = new ArrayList<>();
    private final int sentences;
    private Program.State state;
    /** What the backbone says of the next frames; {@code null} while it has not seen the last ones. */
    private Map<String, Value> next;
    private int[] last;

    /**
     * A sentence that is to be spoken.
     *
     * @param prompt at least one position fewer than the model has
     * @param sampling how its codes are drawn
     */
    public record Sentence(Prompt prompt, Sampling sampling) {}

    /**
     * Reads the prompts, one after the other.
     *
     * @param config of the model
     * @param backbone {@link Backbone}, ready
     * @param depth {@link DepthDecoder}, ready
     * @param sentences one or more
     * @throws AlanException when they cannot be computed
     */
    public FrameLoop(CsmConfig config, Program backbone, Program depth, List<Sentence> sentences) throws AlanException {
        this.config = config;
        this.backbone = backbone;
        this.depth = depth;
        this.sentences = sentences.size();
        List<Program.State> read = new ArrayList<>();
        List<Map<String, Value>> said = new ArrayList<>();
        try {
            for (Sentence sentence : sentences) {
                speaking.add(speaking.size());
                samplings.add(sentence.sampling());
                noises.add(sentence.sampling().noise());
                read.add(backbone.state(1, config.positions()));
                said.add(backbone.run(sentence.prompt().inputs(config), read.get(read.size() - 1), sentence.prompt().positions()));
            }
            state = backbone.join(read);
        } finally {
            read.forEach(Program.State::close);
        }
        next = Map.of(Backbone.STATE, joined(said, Backbone.STATE), Backbone.LOGITS, joined(said, Backbone.LOGITS));
    }

    private static Value joined(List<Map<String, Value>> said, String name) {
        int size = ((Floats) said.get(0).get(name)).data().length;
        float[] all = new float[said.size() * size];
        for (int i = 0; i < said.size(); i++) {
            System.arraycopy(((Floats) said.get(i).get(name)).data(), 0, all, i * size, size);
        }
        return new Floats(all, said.size(), 1, size);
    }

    /** {@return whether the model has a position left for another frame of each} */
    public boolean hasRoom() {
        return Arrays.stream(state.lengths()).max().orElse(0) < config.positions();
    }

    /** {@return the sentences that have not ended, by their indices} */
    public List<Integer> speaking() {
        return List.copyOf(speaking);
    }

    /**
     * Leaves a sentence out from now on.
     *
     * @param sentence its index
     */
    public void end(int sentence) {
        int row = speaking.indexOf(sentence);
        if (row < 0) {
            return;
        }
        int[] others = IntStream.range(0, speaking.size()).filter(each -> each != row).toArray();
        speaking.remove(row);
        samplings.remove(row);
        noises.remove(row);
        if (next != null) {
            next = Map.of(Backbone.STATE, chosen(Backbone.STATE, others), Backbone.LOGITS, chosen(Backbone.LOGITS, others));
        }
        if (last != null) {
            int[] all = last;
            last = Arrays.stream(others).flatMap(each -> Arrays.stream(all, each * config.codebooks(), (each + 1) * config.codebooks())).toArray();
        }
        Program.State all = state;
        state = all.of(others);
        all.close();
    }

    private Value chosen(String name, int... rows) {
        Floats all = (Floats) next.get(name);
        int size = (int) all.shape()[2];
        float[] some = new float[rows.length * size];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all.data(), rows[i] * size, some, i * size, size);
        }
        return new Floats(some, rows.length, 1, size);
    }

    /**
     * {@return the next frame of each sentence, one code for each codebook; {@code null} for one that has ended}
     *
     * @throws AlanException when it fails
     */
    public int[][] next() throws AlanException {
        int[][] frames = new int[sentences][];
        if (speaking.isEmpty()) {
            return frames;
        }
        if (next == null) {
            next = backbone();
        }
        last = depth();
        next = null;
        for (int row = 0; row < speaking.size(); row++) {
            frames[speaking.get(row)] = Arrays.copyOfRange(last, row * config.codebooks(), (row + 1) * config.codebooks());
        }
        return frames;
    }

    private Map<String, Value> backbone() throws AlanException {
        int batch = speaking.size();
        float[] isSound = new float[batch];
        Arrays.fill(isSound, 1);
        int[] one = new int[batch];
        Arrays.fill(one, 1);
        return backbone.run(Map.of(
                Backbone.TEXT, new Ints(new int[batch], batch, 1),
                Backbone.CODES, new Ints(last, batch, 1, config.codebooks()),
                Backbone.IS_SOUND, new Floats(isSound, batch, 1, 1),
                Backbone.LAST, new Ints(new int[batch], batch, 1)), state, one);
    }

    private int[] depth() throws AlanException {
        int batch = speaking.size();
        int columns = noises.stream().mapToInt(Sampling.Noise::width).max().orElseThrow();
        float[] shake = new float[batch * config.codebooks() * columns];
        float[] temperatures = new float[batch];
        for (int row = 0; row < batch; row++) {
            noises.get(row).frame(shake, row * config.codebooks() * columns, config.codebooks(), columns);
            temperatures[row] = (float) samplings.get(row).temperature();
        }
        return ((Ints) depth.run(Map.of(
                Backbone.STATE, next.get(Backbone.STATE),
                Backbone.LOGITS, next.get(Backbone.LOGITS),
                DepthDecoder.NOISE, new Floats(shake, batch, config.codebooks(), columns),
                DepthDecoder.TEMPERATURE, new Floats(temperatures, batch, 1)), null).get(Backbone.CODES)).data();
    }

    @Override
    public void close() {
        state.close();
    }
}
