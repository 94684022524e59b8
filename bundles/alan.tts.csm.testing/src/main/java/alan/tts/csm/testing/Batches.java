package alan.tts.csm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.generate.FrameLoop;
import alan.tts.csm.generate.PromptReader;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.generate.Sentence;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.prompt.CsmTokenizer;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Weight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sentences that are spoken together: each as if it were alone. */
public abstract class Batches {
    private static final Path FIXTURE = Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures/plain");
    private static final int FRAMES = 20;

    private Checkpoint checkpoint;
    private Program backbone;
    private Program depth;
    private List<Sentence> sentences;

    /**
     * {@return a backend that computes in 32-bit floats on the processor, with one thread}
     *
     * @throws Exception when there is none
     */
    protected abstract Backend backend() throws Exception;

    @BeforeEach
    void open() throws Exception {
        checkpoint = Checkpoint.open(FIXTURE);
        Backend backend = backend();
        backbone = backend.program("backbone", new Backbone(checkpoint, false));
        depth = backend.program("depth", new DepthDecoder(checkpoint, false));
        sentences = List.of(
                sentence("Short.", Sampling.likeliest()),
                sentence("A sentence that is a good deal longer than the first one.", new Sampling(0.9, 50, 7, false)),
                sentence("¿Y esta?", new Sampling(1.2, 5, 8, false)));
    }

    @AfterEach
    void close() {
        depth.close();
        backbone.close();
    }

    private Sentence sentence(String text, Sampling sampling) throws Exception {
        try (CsmTokenizer tokenizer = CsmTokenizer.open(FIXTURE, checkpoint.config())) {
            Segment segment = new Segment(tokenizer.encode(0, text), List.of());
            return new Sentence(null, Prompt.of(List.of(segment), checkpoint.config().codebooks()), sampling, FRAMES);
        }
    }

    private List<List<int[]>> speak(List<Sentence> together, int secondEndsAfter) throws Exception {
        List<List<int[]>> spoken = new ArrayList<>();
        together.forEach(each -> spoken.add(new ArrayList<>()));
        try (FrameLoop loop = new FrameLoop(checkpoint.config(), backbone, depth)) {
            for (Sentence each : together) {
                loop.add(each);
            }
            for (int i = 0; i < FRAMES; i++) {
                loop.next().forEach((number, frame) -> spoken.get(number).add(frame));
                if (i + 1 == secondEndsAfter) {
                    loop.end(1);
                }
            }
        }
        return spoken;
    }

    @Test
    void aSentencesCodesDoNotDependOnItsMates() throws Exception {
        List<List<int[]>> together = speak(sentences, 0);
        for (int i = 0; i < sentences.size(); i++) {
            List<int[]> alone = speak(List.of(sentences.get(i)), 0).get(0);
            assertThat(together.get(i)).hasSize(FRAMES).usingElementComparator(Arrays::compare).isEqualTo(alone);
        }
    }

    /** At CSM-1B's width: narrow sums are added in one order anyway. */
    @Test
    void theSumOfAFramesEmbeddingsIsTheSameToTheLastBitWhateverTheBatch() throws Exception {
        int codebooks = 32;
        int each = 8;
        int width = 2048;
        float[] numbers = new float[codebooks * each * width];
        Random random = new Random(5);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        Weight table = Weight.computed("table", numbers, codebooks * each, width);
        int[] rows = IntStream.generate(() -> random.nextInt(each)).limit(8 * codebooks).toArray();
        try (Program sum = backend().program("sum",
                ops -> ops.output("sum", ops.embedSum(table, ops.ints("rows", Ops.ANY, Ops.ANY, codebooks), each)))) {
            float[] eight = sum(sum, rows, 8);
            for (int i = 0; i < 8; i++) {
                float[] alone = sum(sum, Arrays.copyOfRange(rows, i * codebooks, (i + 1) * codebooks), 1);
                assertThat(Arrays.copyOfRange(eight, i * width, (i + 1) * width)).containsExactly(alone);
            }
        }
    }

    private static float[] sum(Program program, int[] rows, int batch) throws Exception {
        Value frames = new Value.Ints(rows, batch, 1, rows.length / batch);
        return ((Value.Floats) program.run(Map.of("rows", frames), null).get("sum")).data();
    }

    @Test
    void oneThatEndsLeavesTheOthersAsTheyWere() throws Exception {
        List<List<int[]>> together = speak(sentences, 0);
        List<List<int[]>> ended = speak(sentences, 7);
        assertThat(ended.get(1)).hasSize(7).usingElementComparator(Arrays::compare).isEqualTo(together.get(1).subList(0, 7));
        assertThat(ended.get(0)).usingElementComparator(Arrays::compare).isEqualTo(together.get(0));
        assertThat(ended.get(2)).usingElementComparator(Arrays::compare).isEqualTo(together.get(2));
    }

    @Test
    void theSameSeedGivesTheSameCodesAndAnotherOneOthers() throws Exception {
        List<int[]> first = speak(List.of(sentences.get(1)), 0).get(0);
        assertThat(speak(List.of(sentences.get(1)), 0).get(0)).usingElementComparator(Arrays::compare).isEqualTo(first);
        Sentence other = new Sentence(null, sentences.get(1).prompt(), new Sampling(0.9, 50, 9, false), FRAMES);
        assertThat(speak(List.of(other), 0).get(0)).usingElementComparator(Arrays::compare).isNotEqualTo(first);
    }

    @Test
    void oneMayJoinWhileOthersSpeak() throws Exception {
        List<List<int[]>> spoken = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (FrameLoop loop = new FrameLoop(checkpoint.config(), backbone, depth)) {
            for (int i = 0; i < FRAMES; i++) {
                if (i % 4 == 0 && i / 4 < sentences.size()) {
                    loop.add(sentences.get(i / 4));
                }
                loop.next().forEach((number, frame) -> spoken.get(number).add(frame));
            }
        }
        List<List<int[]>> together = speak(sentences, 0);
        for (int i = 0; i < sentences.size(); i++) {
            assertThat(spoken.get(i)).hasSize(FRAMES - 4 * i).usingElementComparator(Arrays::compare)
                    .isEqualTo(together.get(i).subList(0, FRAMES - 4 * i));
        }
    }

    @Test
    void whatWasReadBeforeIsNotReadAgain() throws Exception {
        Sentence whole = sentences.get(1);
        int half = whole.prompt().positions() / 2;
        try (Program.State before = backbone.state(1, half)) {
            new PromptReader(checkpoint.config(), backbone).read(whole.prompt().slice(0, half), before);
            Sentence rest = new Sentence(before, whole.prompt().slice(half, whole.prompt().positions()), whole.sampling(), FRAMES);
            for (List<int[]> spoken : speak(List.of(rest, rest), 0)) {
                assertThat(spoken).usingElementComparator(Arrays::compare).isEqualTo(speak(List.of(whole), 0).get(0));
            }
            assertThat(before.lengths()).containsExactly(half);
        }
    }

    @Test
    void aLongPromptIsReadInPieces() throws Exception {
        Prompt prompt = sentence("and so on ".repeat(40), Sampling.likeliest()).prompt();
        assertThat(prompt.positions()).isGreaterThan(260);
        float[] pieces;
        float[] whole;
        try (Program.State state = backbone.state(1, prompt.positions())) {
            pieces = logits(new PromptReader(checkpoint.config(), backbone).read(prompt, state));
        }
        try (Program.State state = backbone.state(1, prompt.positions())) {
            whole = logits(backbone.run(prompt.inputs(checkpoint.config()), state, prompt.positions()));
        }
        assertThat(pieces).containsExactly(whole, Offset.offset(1e-4f));
    }

    private static float[] logits(Map<String, Value> said) {
        return ((Value.Floats) said.get(Backbone.LOGITS)).data();
    }
}
