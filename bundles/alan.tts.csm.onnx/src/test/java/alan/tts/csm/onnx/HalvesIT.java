package alan.tts.csm.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorProto;
import alan.onnx.OnnxModel;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.codec.ClipEncoder;
import alan.tts.csm.codec.FrameDecoder;
import alan.tts.csm.generate.FrameLoop;
import alan.tts.csm.generate.PromptReader;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.generate.Sentence;
import alan.tts.csm.generate.StopRule;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.network.MimiDecoder;
import alan.tts.csm.network.MimiEncoder;
import alan.tts.csm.prompt.CsmTokenizer;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.testing.Differences;
import alan.tts.csm.testing.Expected;
import alan.tts.csm.testing.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The networks as they are written for a GPU, against transformers' in 32-bit floats. Half a unit in the last place of a 16-bit float is a share of
 * 0.0005; after all layers numbers may be off by several of those.
 */
class HalvesIT {
    /** Of states and logits, as a share of the largest. */
    private static final double MOST_ERROR = 5e-3;
    private static final double LEAST_DECIBELS = 60;
    private static final int FRAMES = 20;

    private final Backend backend = HalfBackends.halves();

    private Fixture given;
    private Checkpoint checkpoint;
    private CsmConfig config;
    private Expected expected;

    private void open(Path fixture) throws Exception {
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
    void statesAndLikelihoodsAreTheReferencesButForRounding(Path fixture) throws Exception {
        open(fixture);
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, true));
                Program depth = backend.program("depth", new DepthDecoder(checkpoint, true));
                Program.State state = backbone.state(1, config.positions())) {
            Prompt prompt = given.prompt();
            Map<String, Value> out = backbone.run(prompt.inputs(config), state, prompt.positions());
            double states = Differences.worst(Fixture.floats(out, Backbone.STATES), expected.floats("prompt.hidden"));
            double first = Differences.worst(Fixture.floats(out, Backbone.LOGITS), expected.floats("prompt.logits"));
            Map<String, Value> drawn = depth.run(given.greedy(out), null);
            float[] logits = expected.floats("depth.logits");
            int size = config.audioVocabulary();
            double others = IntStream.range(0, config.codebooks() - 1).mapToDouble(i ->
                    Differences.worst(Fixture.floats(drawn, DepthDecoder.LOGITS_OF + i), Arrays.copyOfRange(logits, i * size, (i + 1) * size))).max().orElseThrow();
            System.out.printf("%s: states %.1e, logits %.1e, depth decoder's %.1e%n", fixture.getFileName(), states, first, others);
            assertThat(List.of(states, first, others)).allMatch(error -> error < MOST_ERROR);
        }
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
            assertThat(ratio).isGreaterThan(LEAST_DECIBELS);
            float[] streamed = new float[atOnce.length];
            try (FrameDecoder decoder = new FrameDecoder(config, program, spoken.size())) {
                for (int i = 0; i < spoken.size(); i++) {
                    float[] frame = decoder.decode(spoken.subList(i, i + 1));
                    System.arraycopy(frame, 0, streamed, i * frame.length, frame.length);
                }
            }
            assertThat(Differences.signalToNoise(atOnce, streamed)).isGreaterThan(LEAST_DECIBELS);
        }
    }

    @Test
    void aSentencesCodesDoNotDependOnItsMates() throws Exception {
        checkpoint = Checkpoint.open(Fixture.FOLDER.resolve("plain"));
        config = checkpoint.config();
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, false));
                Program depth = backend.program("depth", new DepthDecoder(checkpoint, false))) {
            List<Sentence> sentences = List.of(
                    sentence("Short.", Sampling.likeliest()),
                    sentence("A sentence that is a good deal longer than the first one. ".repeat(3), new Sampling(0.9, 50, 7, false)),
                    sentence("¿Y esta?", new Sampling(1.2, 5, 8, false)));
            // The second grows out of the room that the caches have at first, the others do not.
            assertThat(sentences.get(1).prompt().positions()).isGreaterThan(128);
            List<List<int[]>> together = speak(backbone, depth, sentences);
            for (int i = 0; i < sentences.size(); i++) {
                assertThat(together.get(i)).hasSize(FRAMES).usingElementComparator(Arrays::compare)
                        .isEqualTo(speak(backbone, depth, sentences.subList(i, i + 1)).get(0));
            }
        }
    }

    private List<List<int[]>> speak(Program backbone, Program depth, List<Sentence> sentences) throws Exception {
        List<List<int[]>> spoken = new ArrayList<>();
        try (FrameLoop loop = new FrameLoop(config, backbone, depth)) {
            for (Sentence each : sentences) {
                spoken.add(new ArrayList<>());
                loop.add(each);
            }
            for (int i = 0; i < FRAMES; i++) {
                loop.next().forEach((number, frame) -> spoken.get(number).add(frame));
            }
        }
        return spoken;
    }

    private Sentence sentence(String text, Sampling sampling) throws Exception {
        try (CsmTokenizer tokenizer = CsmTokenizer.open(Fixture.FOLDER.resolve("plain"), config)) {
            return new Sentence(null, Prompt.of(List.of(new Segment(tokenizer.encode(0, text), List.of())), config.codebooks()), sampling, FRAMES);
        }
    }

    @Test
    void aLongPromptIsReadInPiecesWhileTheCachesGrow() throws Exception {
        checkpoint = Checkpoint.open(Fixture.FOLDER.resolve("plain"));
        config = checkpoint.config();
        Prompt prompt = sentence("and so on ".repeat(40), Sampling.likeliest()).prompt();
        assertThat(prompt.positions()).isGreaterThan(260);
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, false));
                Program.State growing = backbone.state(1, prompt.positions());
                Program.State whole = backbone.state(1, prompt.positions())) {
            long small = growing.bytes();
            float[] pieces = Fixture.floats(new PromptReader(config, backbone).read(prompt, growing), Backbone.LOGITS);
            float[] atOnce = Fixture.floats(backbone.run(prompt.inputs(config), whole, prompt.positions()), Backbone.LOGITS);
            assertThat(Differences.worst(pieces, atOnce)).isLessThan(MOST_ERROR);
            assertThat(growing.bytes()).isGreaterThan(2 * small);
        }
    }

    /** Otherwise a GPU would be given them in 32 bits, twice the memory, and would narrow them in every run. */
    @Test
    void weightsAreNarrowedWhenTheGraphIsLoaded(@TempDir Path folder) throws Exception {
        checkpoint = Checkpoint.open(Fixture.FOLDER.resolve("plain"));
        Graph graph = new Graph("backbone");
        Halves halves = new Halves(graph, true);
        Initializers weights = new Initializers(graph, halves, Map.of());
        new Backbone(checkpoint, false).define(new Recorder(graph, halves, weights, Precision.FP16));
        Path files = weights.finish();
        assertThat(narrowed(ModelProto.parseFrom(graph.bytes()))).isGreaterThan(10);
        Path loaded = folder.resolve("loaded.onnx");
        new OnnxModel("backbone", graph.bytes(), 1, options -> {
            options.addConfigEntry("session.model_external_initializers_file_folder_path", files.toString());
            options.setOptimizedModelFilePath(loaded.toString());
        }).close();
        assertThat(narrowed(ModelProto.parseFrom(Files.readAllBytes(loaded)))).isZero();
    }

    /** {@return how many weights are cast to 16 bits by a graph} */
    private static long narrowed(ModelProto model) {
        Set<String> weights = model.getGraph().getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        return model.getGraph().getNodeList().stream()
                .filter(node -> node.getOpType().equals("Cast") && weights.contains(node.getInput(0))
                        && node.getAttribute(0).getI() == DataType.FLOAT16.getNumber())
                .count();
    }
}
