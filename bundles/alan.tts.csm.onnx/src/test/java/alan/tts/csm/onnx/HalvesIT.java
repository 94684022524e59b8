package alan.tts.csm.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.codec.ClipEncoder;
import alan.tts.csm.codec.FrameDecoder;
import alan.tts.csm.generate.FrameLoop;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.generate.Sentence;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.network.MimiDecoder;
import alan.tts.csm.network.MimiEncoder;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Progress;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Value.Floats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** X. */
class HalvesIT {
    private static final Path FIXTURES = Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures");
    private final Backend backend = new OnnxBackend(new Setup("cpu", Setup.NONE, true, Precision.FP32, 1), null, Progress.NONE);
    private Checkpoint checkpoint;
    private CsmConfig config;
    private Expected expected;

    static Stream<Path> all() {
        return Stream.of("plain", "original", "sharded", "bfloat16", "stops").map(FIXTURES::resolve);
    }

    @ParameterizedTest
    @MethodSource("all")
    void measure(Path fixture) throws Exception {
        checkpoint = Checkpoint.open(fixture);
        config = checkpoint.config();
        expected = Expected.of(fixture);
        StringBuilder said = new StringBuilder(fixture.getFileName() + ": ");
        if (expected.has("clip.0")) {
            try (Program encoder = backend.program("encoder", new MimiEncoder(checkpoint))) {
                int same = 0;
                int all = 0;
                for (int i = 0; expected.has("clip." + i); i++) {
                    List<int[]> frames = new ClipEncoder(config, encoder).encode(expected.floats("clip." + i));
                    List<int[]> right = frames(i);
                    for (int f = 0; f < frames.size(); f++) {
                        for (int c = 0; c < config.codebooks(); c++) {
                            all++;
                            same += frames.get(f)[c] == right.get(f)[c] ? 1 : 0;
                        }
                    }
                }
                said.append("clip codes " + same + "/" + all + " ");
            }
        }
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, true));
                Program depth = backend.program("depth", new DepthDecoder(checkpoint, true));
                Program.State state = backbone.state(1, config.positions())) {
            Prompt prompt = prompt();
            Map<String, Value> out = backbone.run(prompt.inputs(config), state, prompt.positions());
            said.append(String.format("states %.1e logits %.1e ", worst(floats(out, Backbone.STATES), expected.floats("prompt.hidden")),
                worst(floats(out, Backbone.LOGITS), expected.floats("prompt.logits"))));
            Map<String, Value> drawn = depth.run(greedy(out), null);
            float[] logits = expected.floats("depth.logits");
            int size = config.audioVocabulary();
            double w = 0;
            for (int i = 0; i < config.codebooks() - 1; i++) {
                w = Math.max(w, worst(floats(drawn, DepthDecoder.LOGITS_OF + i), Arrays.copyOfRange(logits, i * size, (i + 1) * size)));
            }
            said.append(String.format("depth %.1e ", w));
        }
        List<Integer> codes = new ArrayList<>();
        int n = expected.size("frames", 0);
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, false));
                Program depth = backend.program("depth", new DepthDecoder(checkpoint, false));
                FrameLoop loop = new FrameLoop(config, backbone, depth)) {
            int sentence = loop.add(new Sentence(null, prompt(), Sampling.likeliest(), 12));
            for (int i = 0; i < n; i++) {
                Arrays.stream(loop.next().get(sentence)).forEach(codes::add);
            }
        }
        int same = 0;
        int first = -1;
        for (int i = 0; i < codes.size(); i++) {
            same += codes.get(i) == expected.ints("frames")[i] ? 1 : 0;
            if (first < 0 && codes.get(i) != expected.ints("frames")[i]) {
                first = i;
            }
        }
        said.append("greedy " + same + "/" + codes.size() + " first other " + first + " of " + config.codebooks() + " ");
        List<int[]> spoken = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            spoken.add(Arrays.copyOfRange(expected.ints("frames"), i * config.codebooks(), (i + 1) * config.codebooks()));
        }
        while (spoken.size() * 1920 > expected.floats("sound").length) {
            spoken.remove(spoken.size() - 1);
        }
        try (Program program = backend.program("decoder", new MimiDecoder(checkpoint));
            FrameDecoder decoder = new FrameDecoder(config, program, spoken.size())) {
            float[] sound = decoder.decode(spoken);
            said.append(String.format("%d %d sound %.1f dB", sound.length, expected.floats("sound").length, snr(expected.floats("sound"), sound)));
        }
        System.out.println("MEASURED " + said);
    }

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
        return Prompt.of(segments, config.codebooks());
    }

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

    private static double worst(float[] actual, float[] reference) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(reference[i]));
            difference = Math.max(difference, Math.abs(actual[i] - reference[i]));
        }
        return difference / largest;
    }

    private static double snr(float[] reference, float[] actual) {
        double signal = 0;
        double noise = 1e-30;
        for (int i = 0; i < Math.min(reference.length, actual.length); i++) {
            signal += (double) reference[i] * reference[i];
            noise += ((double) actual[i] - reference[i]) * ((double) actual[i] - reference[i]);
        }
        return 10 * Math.log10(signal / noise);
    }
}
