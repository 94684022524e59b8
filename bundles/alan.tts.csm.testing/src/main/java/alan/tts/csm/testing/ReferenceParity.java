package alan.tts.csm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.codec.ClipEncoder;
import alan.tts.csm.codec.FrameDecoder;
import alan.tts.csm.generate.FrameLoop;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.generate.Sentence;
import alan.tts.csm.generate.StopRule;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.network.MimiDecoder;
import alan.tts.csm.network.MimiEncoder;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A backend's networks against transformers' CsmForConditionalGeneration, on small seeded checkpoints. */
public abstract class ReferenceParity {

    /** So many fixtures.py asks the reference for; an answer that has them all has not ended by itself. */
    private static final int MOST_FRAMES = Fixture.isAnother() ? 8 : 12;

    private Backend backend;
    private Fixture given;
    private Checkpoint checkpoint;
    private CsmConfig config;
    private Expected expected;

    /**
     * {@return a backend that computes in 32-bit floats on the processor}
     *
     * @param threads that compute one run
     * @throws Exception when there is none
     */
    protected abstract Backend backend(int threads) throws Exception;

    private void open(Path fixture) throws Exception {
        backend = backend(Integer.getInteger("alan.csm.threads", 1));
        given = Fixture.open(fixture);
        checkpoint = given.checkpoint();
        config = given.config();
        expected = given.expected();
    }

    @ParameterizedTest
    @MethodSource("alan.tts.csm.testing.Fixture#withClips")
    void aClipsCodesAreTheReferences(Path fixture) throws Exception {
        open(fixture);
        try (Program encoder = backend.program("encoder", new MimiEncoder(checkpoint))) {
            for (int i = 0; expected.has("clip." + i); i++) {
                List<int[]> frames = new ClipEncoder(config, encoder).encode(expected.floats("clip." + i));
                assertThat(frames).usingElementComparator(Arrays::compare).isEqualTo(given.clip(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("alan.tts.csm.testing.Fixture#all")
    void statesAndLikelihoodsAreTheReferences(Path fixture) throws Exception {
        open(fixture);
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, true));
                Program depth = backend.program("depth", new DepthDecoder(checkpoint, true));
                Program.State state = backbone.state(1, config.positions())) {
            Prompt prompt = given.prompt();
            Map<String, Value> out = backbone.run(prompt.inputs(config), state, prompt.positions());
            assertThat(Differences.worst(Fixture.floats(out, Backbone.STATES), expected.floats("prompt.hidden"))).isLessThan(1e-3);
            assertThat(Differences.worst(Fixture.floats(out, Backbone.LOGITS), expected.floats("prompt.logits"))).isLessThan(1e-3);
            Map<String, Value> drawn = depth.run(given.greedy(out), null);
            float[] logits = expected.floats("depth.logits");
            int size = config.audioVocabulary();
            for (int i = 0; i < config.codebooks() - 1; i++) {
                assertThat(Differences.worst(Fixture.floats(drawn, DepthDecoder.LOGITS_OF + i), Arrays.copyOfRange(logits, i * size, (i + 1) * size))).isLessThan(1e-3);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("alan.tts.csm.testing.Fixture#all")
    void greedyFramesAreTheReferences(Path fixture) throws Exception {
        open(fixture);
        List<Integer> codes = new ArrayList<>();
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, false));
                Program depth = backend.program("depth", new DepthDecoder(checkpoint, false));
                FrameLoop loop = new FrameLoop(config, backbone, depth)) {
            int sentence = loop.add(new Sentence(null, given.prompt(), Sampling.likeliest(), MOST_FRAMES));
            StopRule rule = StopRule.of(checkpoint.layout());
            for (int i = 0; i < expected.size("frames", 0); i++) {
                int[] frame = loop.next().get(sentence);
                Arrays.stream(frame).forEach(codes::add);
                assertThat(rule.ends(frame)).isEqualTo(i == expected.size("frames", 0) - 1 && i < MOST_FRAMES - 1);
            }
        }
        assertThat(codes.stream().mapToInt(Integer::intValue).toArray()).isEqualTo(expected.ints("frames"));
    }

    @ParameterizedTest
    @MethodSource("alan.tts.csm.testing.Fixture#all")
    void soundIsTheReferencesAtOnceAndFrameByFrame(Path fixture) throws Exception {
        open(fixture);
        List<int[]> spoken = new ArrayList<>();
        for (int i = 0; i < expected.size("frames", 0) && !StopRule.isSilent(given.frame(i)); i++) {
            spoken.add(given.frame(i));
        }
        try (Program program = backend.program("decoder", new MimiDecoder(checkpoint))) {
            float[] atOnce;
            try (FrameDecoder decoder = new FrameDecoder(config, program, spoken.size())) {
                atOnce = decoder.decode(spoken);
            }
            double ratio = Differences.signalToNoise(expected.floats("sound"), atOnce);
            System.out.printf("%s: %.1f dB%n", fixture.getFileName(), ratio);
            assertThat(ratio).isGreaterThan(60);
            float[] streamed = new float[atOnce.length];
            try (FrameDecoder decoder = new FrameDecoder(config, program, spoken.size())) {
                for (int i = 0; i < spoken.size(); i++) {
                    float[] frame = decoder.decode(spoken.subList(i, i + 1));
                    System.arraycopy(frame, 0, streamed, i * frame.length, frame.length);
                }
            }
            assertThat(streamed).containsExactly(atOnce, Offset.offset(1e-4f));
        }
    }
}
