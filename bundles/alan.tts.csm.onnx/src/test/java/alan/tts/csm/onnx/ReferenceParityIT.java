package alan.tts.csm.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.network.MimiDecoder;
import alan.tts.csm.network.MimiEncoder;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Value.Floats;
import alan.tts.csm.tensor.Value.Ints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The networks on ONNX Runtime against transformers' CsmForConditionalGeneration, on small seeded checkpoints. */
class ReferenceParityIT {
    /** System property: a folder that {@code fixtures.py} has written, to be compared instead of those in the repository. */
    private static final String ANOTHER = "alan.csm.checkpoint";
    private static final Path FIXTURES = Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures");

    private final OnnxBackend backend = new OnnxBackend(Integer.getInteger("alan.csm.threads", 1));

    private Checkpoint checkpoint;
    private CsmConfig config;
    private Expected expected;

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
                float[] clip = expected.floats("clip." + i);
                Ints codes = (Ints) encoder.run(Map.of(MimiDecoder.SOUND, new Floats(clip, 1, 1, clip.length)), null).get(Backbone.CODES);
                assertThat(transposed(codes)).isEqualTo(expected.ints("clip." + i + ".codes"));
            }
        }
    }

    /** {@return codes as the reference orders them, codebook by codebook} */
    private int[] transposed(Ints codes) {
        int frames = (int) codes.shape()[1];
        int[] byCodebook = new int[codes.data().length];
        for (int i = 0; i < byCodebook.length; i++) {
            byCodebook[i % config.codebooks() * frames + i / config.codebooks()] = codes.data()[i];
        }
        return byCodebook;
    }

    @ParameterizedTest
    @MethodSource("all")
    void statesAndLikelihoodsAreTheReferences(Path fixture) throws Exception {
        open(fixture);
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, true));
                Program depth = backend.program("depth", new DepthDecoder(checkpoint, true));
                Program.State state = backbone.state(1, config.positions())) {
            Map<String, Value> out = backbone.run(prompt(), state, expected.ints("prompt.ids").length);
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
        int frames = expected.size("frames", 0);
        List<Integer> codes = new ArrayList<>();
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, false));
                Program depth = backend.program("depth", new DepthDecoder(checkpoint, false));
                Program.State state = backbone.state(1, config.positions())) {
            Map<String, Value> out = backbone.run(prompt(), state, expected.ints("prompt.ids").length);
            for (int i = 0; i < frames; i++) {
                Ints frame = (Ints) depth.run(greedy(out), null).get(Backbone.CODES);
                Arrays.stream(frame.data()).forEach(codes::add);
                out = backbone.run(Map.of(
                        Backbone.TEXT, new Ints(new int[1], 1, 1),
                        Backbone.CODES, frame,
                        Backbone.IS_SOUND, new Floats(new float[] {1}, 1, 1, 1),
                        Backbone.LAST, new Ints(new int[1], 1, 1)), state, 1);
            }
        }
        assertThat(codes.stream().mapToInt(Integer::intValue).toArray()).isEqualTo(expected.ints("frames"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void soundIsTheReferencesAtOnceAndFrameByFrame(Path fixture) throws Exception {
        open(fixture);
        int[] codes = expected.ints("frames");
        int all = codes.length / config.codebooks();
        int spoken = 0;
        while (spoken < all && !isEnd(codes, spoken)) {
            spoken++;
        }
        try (Program decoder = backend.program("decoder", new MimiDecoder(checkpoint))) {
            float[] atOnce;
            try (Program.State state = decoder.state(1, 64)) {
                atOnce = decode(decoder, state, codes, 0, spoken);
            }
            double ratio = signalToNoise(expected.floats("sound"), atOnce);
            System.out.printf("%s: %.1f dB%n", fixture.getFileName(), ratio);
            assertThat(ratio).isGreaterThan(60);
            float[] streamed = new float[atOnce.length];
            try (Program.State state = decoder.state(1, 64)) {
                for (int i = 0; i < spoken; i++) {
                    float[] frame = decode(decoder, state, codes, i, i + 1);
                    System.arraycopy(frame, 0, streamed, i * frame.length, frame.length);
                }
            }
            for (int i = 0; i < streamed.length; i++) {
                assertThat(streamed[i]).isCloseTo(atOnce[i], Offset.offset(1e-4f));
            }
        }
    }

    private boolean isEnd(int[] codes, int frame) {
        return Arrays.stream(codes, frame * config.codebooks(), (frame + 1) * config.codebooks()).allMatch(code -> code == CsmConfig.END);
    }

    private float[] decode(Program decoder, Program.State state, int[] codes, int from, int to) throws Exception {
        int semantic = config.mimi().semanticCodebooks();
        int acoustic = config.codebooks() - semantic;
        int[] first = new int[(to - from) * semantic];
        int[] rest = new int[(to - from) * acoustic];
        for (int frame = from; frame < to; frame++) {
            for (int i = 0; i < config.codebooks(); i++) {
                int code = Math.min(codes[frame * config.codebooks() + i], config.mimi().codebookSize() - 1);
                if (i < semantic) {
                    first[(frame - from) * semantic + i] = code;
                } else {
                    rest[(frame - from) * acoustic + i - semantic] = code;
                }
            }
        }
        return floats(decoder.run(Map.of(
                MimiDecoder.SEMANTIC, new Ints(first, 1, to - from, semantic),
                MimiDecoder.ACOUSTIC, new Ints(rest, 1, to - from, acoustic)), state, 2 * (to - from)), MimiDecoder.SOUND);
    }

    /** {@return the prompt's token ids with the clips' codes in their places} */
    private Map<String, Value> prompt() throws Exception {
        int[] ids = expected.ints("prompt.ids");
        int codebooks = config.codebooks();
        int[] codes = new int[ids.length * codebooks];
        float[] isSound = new float[ids.length];
        int clip = 0;
        int frame = 0;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] <= config.endText()) {
                continue;
            }
            isSound[i] = 1;
            boolean end = ids[i] == config.endText() + 2;
            int frames = expected.size("clip." + clip + ".codes", 1);
            int[] all = expected.ints("clip." + clip + ".codes");
            for (int j = 0; !end && j < codebooks; j++) {
                codes[i * codebooks + j] = all[j * frames + frame];
            }
            frame = end ? 0 : frame + 1;
            clip += end ? 1 : 0;
            ids[i] = 0;
        }
        return Map.of(
                Backbone.TEXT, new Ints(ids, 1, ids.length),
                Backbone.CODES, new Ints(codes, 1, ids.length, codebooks),
                Backbone.IS_SOUND, new Floats(isSound, 1, ids.length, 1),
                Backbone.LAST, new Ints(new int[] {ids.length - 1}, 1, 1));
    }

    private Map<String, Value> greedy(Map<String, Value> backbone) {
        return Map.of(
                Backbone.STATE, backbone.get(Backbone.STATE),
                Backbone.LOGITS, backbone.get(Backbone.LOGITS),
                DepthDecoder.NOISE, new Floats(new float[config.codebooks()], 1, config.codebooks(), 1),
                DepthDecoder.TEMPERATURE, new Floats(new float[] {1}, 1));
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
