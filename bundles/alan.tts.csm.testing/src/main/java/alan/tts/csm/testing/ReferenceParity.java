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
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Value.Floats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A backend's networks against transformers' CsmForConditionalGeneration, on small seeded checkpoints. */
public abstract class ReferenceParity {
    /** System property: a folder that {@code fixtures.py} has written, to be compared instead of those in the repository. */
    private static final String ANOTHER = "alan.csm.checkpoint";
    private static final Path FIXTURES = Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures");

    /** So many fixtures.py asks the reference for; an answer that has them all has not ended by itself. */
    private static final int MOST_FRAMES = System.getProperty(ANOTHER) == null ? 12 : 8;

    private Backend backend;
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

    static Stream<Path> all() {
        return fixtures("plain", "original", "sharded", "bfloat16", "stops");
    }

    static Stream<Path> withClips() {
        return fixtures("plain", "original", "sharded");
    }

    private static Stream<Path> fixtures(String... names) {
        String another = System.getProperty(ANOTHER);
        return another != null ? Stream.of(Path.of(another)) : Stream.of(names).map(FIXTURES::resolve);
    }

    private void open(Path fixture) throws Exception {
        backend = backend(Integer.getInteger("alan.csm.threads", 1));
        checkpoint = Checkpoint.open(fixture);
        config = checkpoint.config();
        expected = Expected.of(fixture);
    }

    @ParameterizedTest
    @MethodSource("withClips")
    void aClipsCodesAreTheReferences(Path fixture) throws Exception {
        open(fixture);
        try (Program encoder = backend.program("encoder", new MimiEncoder(checkpoint))) {
            for (int i = 0; expected.has("clip." + i); i++) {
                List<int[]> frames = new ClipEncoder(config, encoder).encode(expected.floats("clip." + i));
                assertThat(frames).usingElementComparator(Arrays::compare).isEqualTo(frames(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void statesAndLikelihoodsAreTheReferences(Path fixture) throws Exception {
        open(fixture);
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, true));
                Program depth = backend.program("depth", new DepthDecoder(checkpoint, true));
                Program.State state = backbone.state(1, config.positions())) {
            Prompt prompt = prompt();
            Map<String, Value> out = backbone.run(prompt.inputs(config), state, prompt.positions());
            assertThat(worst(floats(out, Backbone.STATES), expected.floats("prompt.hidden"))).isLessThan(1e-3);
            assertThat(worst(floats(out, Backbone.LOGITS), expected.floats("prompt.logits"))).isLessThan(1e-3);
            Map<String, Value> drawn = depth.run(greedy(out), null);
            float[] logits = expected.floats("depth.logits");
            int size = config.audioVocabulary();
            for (int i = 0; i < config.codebooks() - 1; i++) {
                assertThat(worst(floats(drawn, DepthDecoder.LOGITS_OF + i), Arrays.copyOfRange(logits, i * size, (i + 1) * size))).isLessThan(1e-3);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void greedyFramesAreTheReferences(Path fixture) throws Exception {
        open(fixture);
        List<Integer> codes = new ArrayList<>();
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, false));
                Program depth = backend.program("depth", new DepthDecoder(checkpoint, false));
                FrameLoop loop = new FrameLoop(config, backbone, depth)) {
            int sentence = loop.add(new Sentence(null, prompt(), Sampling.likeliest(), MOST_FRAMES));
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
    @MethodSource("all")
    void soundIsTheReferencesAtOnceAndFrameByFrame(Path fixture) throws Exception {
        open(fixture);
        List<int[]> spoken = new ArrayList<>();
        for (int i = 0; i < expected.size("frames", 0) && !StopRule.isSilent(frame(i)); i++) {
            spoken.add(frame(i));
        }
        try (Program program = backend.program("decoder", new MimiDecoder(checkpoint))) {
            float[] atOnce;
            try (FrameDecoder decoder = new FrameDecoder(config, program, spoken.size())) {
                atOnce = decoder.decode(spoken);
            }
            double ratio = signalToNoise(expected.floats("sound"), atOnce);
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

    private int[] frame(int index) {
        return Arrays.copyOfRange(expected.ints("frames"), index * config.codebooks(), (index + 1) * config.codebooks());
    }

    /** {@return the prompt of the fixture, put together from its texts and clips} */
    private Prompt prompt() {
        List<Segment> segments = new ArrayList<>();
        int[] ids = expected.ints("prompt.ids");
        int start = 0;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == config.endText()) {
                int[] text = Arrays.copyOfRange(ids, start, i + 1);
                List<int[]> frames = frames(segments.size());
                segments.add(new Segment(text, frames));
                start = i + 1 + (frames.isEmpty() ? 0 : frames.size() + 1);
            }
        }
        Prompt prompt = Prompt.of(segments, config.codebooks());
        assertThat(prompt.positions()).isEqualTo(ids.length);
        return prompt;
    }

    /** {@return the reference's codes of a clip, frame by frame} */
    private List<int[]> frames(int clip) {
        String name = "clip." + clip + ".codes";
        if (!expected.has(name)) {
            return List.of();
        }
        int[] byCodebook = expected.ints(name);
        int count = expected.size(name, 1);
        return IntStream.range(0, count)
                .mapToObj(frame -> IntStream.range(0, config.codebooks()).map(codebook -> byCodebook[codebook * count + frame]).toArray())
                .toList();
    }

    private Map<String, Value> greedy(Map<String, Value> backbone) {
        return Map.of(
                Backbone.STATE, backbone.get(Backbone.STATE),
                Backbone.LOGITS, backbone.get(Backbone.LOGITS),
                DepthDecoder.NOISE, new Floats(new float[config.codebooks()], 1, config.codebooks(), 1),
                DepthDecoder.TEMPERATURE, new Floats(new float[] {1}, 1, 1));
    }

    private static float[] floats(Map<String, Value> out, String name) {
        return ((Floats) out.get(name)).data();
    }

    /** {@return the largest difference, as a share of the largest value} */
    private static double worst(float[] actual, float[] reference) {
        assertThat(actual).hasSameSizeAs(reference);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(reference[i]));
            difference = Math.max(difference, Math.abs(actual[i] - reference[i]));
        }
        return difference / largest;
    }

    private static double signalToNoise(float[] reference, float[] actual) {
        assertThat(actual).hasSameSizeAs(reference);
        double signal = 0;
        double noise = 1e-30;
        for (int i = 0; i < actual.length; i++) {
            signal += (double) reference[i] * reference[i];
            noise += ((double) actual[i] - reference[i]) * ((double) actual[i] - reference[i]);
        }
        return 10 * Math.log10(signal / noise);
    }
}
