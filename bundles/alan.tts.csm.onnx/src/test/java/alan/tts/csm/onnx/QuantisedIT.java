package alan.tts.csm.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.generate.FrameLoop;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.generate.Sentence;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.network.MimiDecoder;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.safetensors.SafeTensorsFile;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.DataType;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.StoredTensor;
import alan.tts.csm.tensor.Value.Floats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights in integers of few bits: how far they are from 32-bit ones, and the file that they are kept in. */
class QuantisedIT {
    private static final int FRAMES = 15;
    private static final Path FIXTURES = Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures");

    @TempDir
    private Path folder;
    private Path file;
    private final Backend int8 = Backends.of(1, Precision.INT8);

    @BeforeEach
    void name() {
        file = folder.resolve("alan-int8-backbone.safetensors");
    }

    private Checkpoint checkpoint(String fixture) throws Exception {
        try (Stream<Path> files = Files.walk(FIXTURES.resolve(fixture))) {
            for (Path from : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(FIXTURES.resolve(fixture).relativize(from));
                Files.createDirectories(to.getParent());
                Files.copy(from, to);
            }
        }
        return Checkpoint.open(folder);
    }

    private static Prompt prompt(Checkpoint checkpoint, int... tokens) {
        return Prompt.of(List.of(new Segment(tokens, List.of())), checkpoint.config().codebooks());
    }

    private static float[] states(Backend backend, Checkpoint checkpoint, Prompt prompt) throws AlanException {
        try (Program program = backend.program("backbone", new Backbone(checkpoint, true));
                Program.State state = program.state(1, checkpoint.config().positions())) {
            return ((Floats) program.run(prompt.inputs(checkpoint.config()), state, prompt.positions()).get(Backbone.STATES)).data();
        }
    }

    @ParameterizedTest
    @CsvSource({"plain,INT8", "original,INT8", "sharded,INT8", "bfloat16,INT8", "plain,INT4", "original,INT4", "sharded,INT4", "bfloat16,INT4"})
    void statesAreNearThoseOf32Bits(String fixture, Precision precision) throws Exception {
        Checkpoint checkpoint = checkpoint(fixture);
        Prompt prompt = prompt(checkpoint, 332, 58, 15, 60, 40, 301, 289, 333);
        float[] exact = states(Backends.of(1, Precision.FP32), checkpoint, prompt);
        float[] rounded = states(Backends.of(1, precision), checkpoint, prompt);
        double error = 0;
        double size = 0;
        for (int i = 0; i < exact.length; i++) {
            error += Math.pow(rounded[i] - exact[i], 2);
            size += Math.pow(exact[i], 2);
        }
        // Measured: 0.03 to 0.05, and 0.14 to 0.20. Halves of a byte exchanged, or a scale that belongs to another block, give far more.
        assertThat(Math.sqrt(error / size)).isBetween(1e-4, precision == Precision.INT8 ? 0.05 : 0.3);
    }

    @ParameterizedTest
    @EnumSource(names = {"INT8", "INT4"})
    void aSentencesCodesDoNotDependOnItsMates(Precision precision) throws Exception {
        Checkpoint checkpoint = checkpoint("plain");
        List<Sentence> sentences = List.of(
                new Sentence(null, prompt(checkpoint, 332, 58, 15, 60, 40, 333), Sampling.likeliest(), FRAMES),
                new Sentence(null, prompt(checkpoint, 332, 58, 16, 60, 301, 289, 220, 266, 333), new Sampling(0.9, 20, 3, false), FRAMES));
        Backend backend = Backends.of(1, precision);
        try (Program backbone = backend.program("backbone", new Backbone(checkpoint, false));
                Program depth = backend.program("depth", new DepthDecoder(checkpoint, false))) {
            List<int[]> together = first(checkpoint, backbone, depth, sentences);
            assertThat(together).usingElementComparator(Arrays::compare).isEqualTo(first(checkpoint, backbone, depth, sentences.subList(0, 1)));
        }
    }

    /** {@return the first sentence's frames} */
    private static List<int[]> first(Checkpoint checkpoint, Program backbone, Program depth, List<Sentence> sentences) throws AlanException {
        List<int[]> frames = new ArrayList<>();
        try (FrameLoop loop = new FrameLoop(checkpoint.config(), backbone, depth)) {
            for (Sentence each : sentences) {
                loop.add(each);
            }
            for (int i = 0; i < FRAMES; i++) {
                frames.add(loop.next().get(0));
            }
        }
        return frames;
    }

    @Test
    void theFileIsMadeOnceAndAnewWhenTheModelChanges() throws Exception {
        Checkpoint checkpoint = checkpoint("plain");
        int8.program("backbone", new Backbone(checkpoint, false)).close();
        byte[] made = Files.readAllBytes(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
        int8.program("backbone", new Backbone(checkpoint, false)).close();
        assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1000);
        Files.setLastModifiedTime(folder.resolve("model.safetensors"), FileTime.fromMillis(2000));
        int8.program("backbone", new Backbone(checkpoint, false)).close();
        assertThat(Files.getLastModifiedTime(file).toMillis()).isNotEqualTo(1000);
        assertThat(Files.size(file)).isEqualTo(made.length);
        assertThat(names()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void aFileThatIsCutOffIsMadeAnew() throws Exception {
        Checkpoint checkpoint = checkpoint("plain");
        int8.program("backbone", new Backbone(checkpoint, false)).close();
        byte[] made = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(made, made.length - 1));
        int8.program("backbone", new Backbone(checkpoint, false)).close();
        assertThat(Files.readAllBytes(file)).isEqualTo(made);
    }

    @Test
    void aFileOfSomethingElseIsMadeAnew() throws Exception {
        Checkpoint checkpoint = checkpoint("plain");
        int8.program("backbone", new Backbone(checkpoint, false)).close();
        byte[] made = Files.readAllBytes(file);
        Files.copy(folder.resolve("model.safetensors"), file, StandardCopyOption.REPLACE_EXISTING);
        int8.program("backbone", new Backbone(checkpoint, false)).close();
        assertThat(Files.readAllBytes(file)).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({"'I8','U8'", "'[48]','[6,8]'"})
    void aFileOfOtherTypesOrShapesIsMadeAnew(String right, String wrong) throws Exception {
        Checkpoint checkpoint = checkpoint("plain");
        int8.program("backbone", new Backbone(checkpoint, false)).close();
        byte[] made = Files.readAllBytes(file);
        String text = new String(made, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(right);
        // As long as before, thanks to the blanks behind the header; the tensors lie where they lay.
        String changed = text.replaceFirst(Pattern.quote(right), wrong);
        int blanks = changed.length() - text.length();
        Files.write(file, (blanks == 0 ? changed : changed.replaceFirst("} {" + blanks + "}", "}")).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Files.size(file)).isEqualTo(made.length);
        SafeTensorsFile.read(file);
        int8.program("backbone", new Backbone(checkpoint, false)).close();
        assertThat(Files.readAllBytes(file)).isEqualTo(made);
    }

    @Test
    void onlyFeedForwardNetworksAreInFourBits() throws Exception {
        Checkpoint checkpoint = checkpoint("plain");
        Backends.of(1, Precision.INT4).program("backbone", new Backbone(checkpoint, false)).close();
        Map<String, StoredTensor> made = SafeTensorsFile.read(folder.resolve("alan-int4-backbone.safetensors")).tensors();
        assertThat(made.values()).extracting(StoredTensor::type).contains(DataType.I8, DataType.U8);
        made.forEach((name, tensor) -> assertThat(tensor.type() == DataType.U8).as(name)
                .isEqualTo(name.contains(".mlp.") && tensor.type() != DataType.F32));
    }

    @Test
    void aNetworkWithoutThemHasOneFileForBothPrecisions() throws Exception {
        Checkpoint checkpoint = checkpoint("plain");
        Backends.of(1, Precision.INT4).program("decoder", new MimiDecoder(checkpoint)).close();
        assertThat(names()).contains("alan-int8-decoder.safetensors").doesNotContain("alan-int4-decoder.safetensors");
    }

    @Test
    void progressIsToldInBytesOfTheFile() throws Exception {
        Checkpoint checkpoint = checkpoint("plain");
        List<Long> told = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        new OnnxBackends().open(new BackendOptions(BackendOptions.AUTO, Precision.INT8, 1), (name, done, total) -> {
            assertThat(name).isEqualTo(file.getFileName().toString());
            told.add(done);
            totals.add(total);
        }).program("backbone", new Backbone(checkpoint, false)).close();
        assertThat(told).isSorted().hasSizeGreaterThan(5).endsWith(Files.size(file));
        assertThat(totals).containsOnly(Files.size(file));
    }

    @Test
    void nothingPartialIsLeftWhereItCannotBeWritten() throws Exception {
        Checkpoint checkpoint = checkpoint("plain");
        Files.createDirectories(file.resolve("in the way"));
        assertThatThrownBy(() -> int8.program("backbone", new Backbone(checkpoint, false))).isInstanceOf(AlanException.class);
        assertThat(names()).noneMatch(name -> name.endsWith(".tmp"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }
}
