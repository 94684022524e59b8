package alan.tts.csm.generate;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Value.Floats;
import alan.tts.csm.tensor.Value.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Draws the frames of sentences, one frame of each at a time. A frame is 80 ms of sound: the backbone says what its first code may be, the depth
 * decoder draws all its codes, and they go back into the backbone. Several sentences cost little more than one, since the weights are read once for
 * all of them. They come and go as they like, and none depends on the others. Not for several threads.
 */
public final class FrameLoop implements AutoCloseable {
    private final CsmConfig config;
    private final Program backbone;
    private final Program depth;
    private final List<Speaking> speaking = new ArrayList<>();
    private int numbers;
    /** Of those that are speaking, in their order; {@code null} if none is. */
    private Program.State state;

    /** A sentence that has not ended. What the backbone says of its next frame is {@code null} as long as it has not heard the last one. */
    private static final class Speaking {
        private final int number;
        private final Sentence sentence;
        private final Sampling.Noise noise;
        private float[] next;
        private float[] logits;
        private int[] last;

        private Speaking(int number, Sentence sentence) {
            this.number = number;
            this.sentence = sentence;
            this.noise = sentence.sampling().noise();
        }
    }

    /**
     * @param config of the model
     * @param backbone {@link Backbone}, ready
     * @param depth {@link DepthDecoder}, ready
     */
    public FrameLoop(CsmConfig config, Program backbone, Program depth) {
        this.config = config;
        this.backbone = backbone;
        this.depth = depth;
    }

    /**
     * Reads a sentence, whose frames come from now on.
     *
     * @param sentence to be spoken
     * @return its number; no two have the same
     * @throws AlanException when it cannot be computed; the others go on
     */
    public int add(Sentence sentence) throws AlanException {
        Speaking added = new Speaking(numbers++, sentence);
        // The new one has nothing to be heard yet, and its row could not be left out of the others' run.
        hear();
        Program.State own = sentence.before() == null
                ? backbone.state(1, sentence.capacity())
                : backbone.join(List.of(sentence.before()), sentence.capacity());
        try {
            Map<String, Value> said = new PromptReader(config, backbone).read(sentence.prompt(), own);
            added.next = row(said, Backbone.STATE, 0);
            added.logits = row(said, Backbone.LOGITS, 0);
            Program.State all = own;
            if (state != null) {
                speaking.add(added);
                all = backbone.join(List.of(state, own), speaking.stream().mapToInt(each -> each.sentence.capacity()).max().orElseThrow());
                state.close();
                own.close();
            } else {
                speaking.add(added);
            }
            state = all;
            return added.number;
        } catch (AlanException | RuntimeException e) {
            speaking.remove(added);
            own.close();
            throw e;
        }
    }

    /** {@return the sentences that have not ended, by their numbers} */
    public List<Integer> speaking() {
        return speaking.stream().map(each -> each.number).toList();
    }

    /**
     * Leaves a sentence out from now on. Does nothing if it has been left out.
     *
     * @param number of the sentence
     */
    public void end(int number) {
        int[] others = IntStream.range(0, speaking.size()).filter(row -> speaking.get(row).number != number).toArray();
        if (others.length == speaking.size()) {
            return;
        }
        speaking.removeIf(each -> each.number == number);
        Program.State all = state;
        state = others.length == 0 ? null : all.of(others);
        all.close();
    }

    /**
     * {@return the next frame of each sentence that has not ended, one code for each codebook, by the sentence's number} A sentence must be ended
     * before it has had more frames than it may have.
     *
     * @throws AlanException when it fails
     */
    public Map<Integer, int[]> next() throws AlanException {
        Map<Integer, int[]> frames = new LinkedHashMap<>();
        if (speaking.isEmpty()) {
            return frames;
        }
        hear();
        int[] drawn = draw();
        for (int row = 0; row < speaking.size(); row++) {
            Speaking each = speaking.get(row);
            each.last = Arrays.copyOfRange(drawn, row * config.codebooks(), (row + 1) * config.codebooks());
            each.next = null;
            frames.put(each.number, each.last);
        }
        return frames;
    }

    /** The backbone hears the frames that were drawn last, unless it has. */
    private void hear() throws AlanException {
        if (speaking.isEmpty() || speaking.get(0).next != null) {
            return;
        }
        int batch = speaking.size();
        int[] codes = new int[batch * config.codebooks()];
        float[] isSound = new float[batch];
        Arrays.fill(isSound, 1);
        int[] one = new int[batch];
        Arrays.fill(one, 1);
        for (int row = 0; row < batch; row++) {
            System.arraycopy(speaking.get(row).last, 0, codes, row * config.codebooks(), config.codebooks());
        }
        Map<String, Value> said = backbone.run(Map.of(
                Backbone.TEXT, new Ints(new int[batch], batch, 1),
                Backbone.CODES, new Ints(codes, batch, 1, config.codebooks()),
                Backbone.IS_SOUND, new Floats(isSound, batch, 1, 1),
                Backbone.LAST, new Ints(new int[batch], batch, 1)), state, one);
        for (int row = 0; row < batch; row++) {
            speaking.get(row).next = row(said, Backbone.STATE, row);
            speaking.get(row).logits = row(said, Backbone.LOGITS, row);
        }
    }

    private static float[] row(Map<String, Value> said, String name, int row) {
        Floats all = (Floats) said.get(name);
        int size = (int) all.shape()[2];
        return Arrays.copyOfRange(all.data(), row * size, (row + 1) * size);
    }

    private int[] draw() throws AlanException {
        int batch = speaking.size();
        int columns = speaking.stream().mapToInt(each -> each.noise.width()).max().orElseThrow();
        float[] shake = new float[batch * config.codebooks() * columns];
        float[] temperatures = new float[batch];
        for (int row = 0; row < batch; row++) {
            speaking.get(row).noise.frame(shake, row * config.codebooks() * columns, config.codebooks(), columns);
            temperatures[row] = (float) speaking.get(row).sentence.sampling().temperature();
        }
        return ((Ints) depth.run(Map.of(
                Backbone.STATE, rows(speaking.stream().map(each -> each.next).toList()),
                Backbone.LOGITS, rows(speaking.stream().map(each -> each.logits).toList()),
                DepthDecoder.NOISE, new Floats(shake, batch, config.codebooks(), columns),
                DepthDecoder.TEMPERATURE, new Floats(temperatures, batch, 1)), null).get(Backbone.CODES)).data();
    }

    private static Value rows(List<float[]> rows) {
        int size = rows.get(0).length;
        float[] all = new float[rows.size() * size];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * size, size);
        }
        return new Floats(all, rows.size(), 1, size);
    }

    @Override
    public void close() {
        speaking.clear();
        if (state != null) {
            state.close();
            state = null;
        }
    }
}
