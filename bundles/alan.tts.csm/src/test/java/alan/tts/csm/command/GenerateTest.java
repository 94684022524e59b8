package alan.tts.csm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.tts.csm.tensor.BackendFactory;
import alan.tts.csm.tensor.BackendOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code alan:csm-generate} in a real Gogo session, as far as it comes without a runtime. */
class GenerateTest {
    private static final Path FIXTURES = Path.of("src/test/resources/alan/tts/csm/fixtures").toAbsolutePath();

    @TempDir
    private Path folder;

    private final FakeAudioFiles files = new FakeAudioFiles();
    private Shell shell;
    private BackendOptions asked;

    @BeforeEach
    void open() {
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
        files.clips.put("short.wav", new float[24_000]);
        files.clips.put("long.wav", new float[513 * 1920 + 24_000 / 10]);
        shell = shell(List.of(Map.entry(Map.of(Engine.BACKEND, "onnx"), refusing("onnx")),
                Map.entry(Map.of(Engine.BACKEND, "djl", "service.ranking", -1), refusing("djl"))));
    }

    private Shell shell(List<Map.Entry<Map<String, Object>, BackendFactory>> backends) {
        return new Shell(folder, "csm-generate", new GenerateFunction(files, backends));
    }

    private BackendFactory refusing(String name) {
        return (options, progress) -> {
            asked = options;
            throw new AlanException("%s was asked", name);
        };
    }

    @AfterEach
    void close() {
        shell.close();
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
    }

    private String failure(String arguments) throws Exception {
        String line = "csm-generate " + arguments.replace("PLAIN", FIXTURES.resolve("plain").toString());
        Throwable failure = catchThrowable(() -> shell.run(line));
        assertThat(failure).isInstanceOf(CommandFailed.class);
        assertThat(failure.getMessage()).doesNotContain("\n");
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        return failure.getLocalizedMessage();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --model nowhere --text a --codes c.json | There is no folder
            --model . --text a --codes c.json | it is no checkpoint
            --model PLAIN --codes c.json | --text is missing. See alan:csm-generate --help.
            --model PLAIN --text | --text needs a value: TEXT. See
            --codes c.json | --model, --text is missing.
            --model PLAIN --text a | name a file with --codes, with --out, or with both
            --model PLAIN --text a b --codes c.json | b is one argument too many
            --model PLAIN --text a --codes no/c.json | no does not exist; make it first
            --model PLAIN --text a --codes . | is a folder; choose the name of a file
            --model PLAIN --text a --out no/a.f32.wav | no does not exist; make it first
            --model PLAIN --text a --out a.xyz | does not say which sound format
            --model PLAIN --text a --out a.f32.wav --codes ./a.f32.wav | are the same file
            --model PLAIN --text a --codes c.json --backend tpu | There is no backend "tpu" here; --backend may be: djl, onnx.
            --model PLAIN --text a --codes c.json --precision int3 | --precision may be fp32, bf16, fp16, int8 or int4, and not "int3".
            --model PLAIN --text a --codes c.json --device gpu | --device may be auto, cpu or cuda:N
            --model PLAIN --text a --codes c.json --device cuda:x | and not "cuda:x"
            --model PLAIN --text a --codes c.json --max-frames 0 | --max-frames must be 1 or more, and 0 is not.
            --model PLAIN --text a --codes c.json --max-frames many | --max-frames wants a whole number
            --model PLAIN --text a --codes c.json --seed 99999999999999999999 | --seed wants a whole number that is not too large
            --model PLAIN --text a --codes c.json --seed 1 --seed 2 | --seed may be given only once.
            --model PLAIN --text a --codes c.json --temperature 0 | --temperature must be more than 0, and 0.0 is not
            --model PLAIN --text a --codes c.json --temperature NaN | --temperature must be more than 0, and NaN is not
            --model PLAIN --text a --codes c.json --temperature 1e-60 | --temperature must be more than 0
            --model PLAIN --text a --codes c.json --temperature warm | --temperature wants a number, and warm is none.
            --model PLAIN --text a --codes c.json --topk 0 | --topk must be from 1 to 67
            --model PLAIN --text a --codes c.json --topk 68 | --topk must be from 1 to 67
            --model PLAIN --text a --codes c.json --speaker -1 | --speaker must be 0 or more, and -1 is not.
            --model PLAIN --text a --codes c.json --context short.wav | Every clip needs all three of
            --model PLAIN --text a --codes c.json --context short.wav --context-text b | Every clip needs all three of
            --model PLAIN --text a --codes c.json --context-speaker 0 | Every clip needs all three of
            --model PLAIN --text a --context short.wav --context-text | --context-text needs a value: TEXT.
            --model PLAIN --text a --codes c.json --context short.wav --context-text b --context-speaker x | --context-speaker wants a whole number
            --model PLAIN --text a --codes c.json --context short.wav --context-text b --context-speaker -1 | --context-speaker must be 0 or more
            --model PLAIN --text a --codes c.json --context none.wav --context-text b --context-speaker 0 | none.wav does not exist
            --model PLAIN --text a --codes c.json --context long.wav --context-text b --context-speaker 0 | last 41 s, and this model
            --model PLAIN --text a --codes c.json --loudness 3 | alan:csm-generate has no option --loudness.
            """)
    void whatCannotBeIsOneSentenceAndLeavesNothing(String arguments, String sentence) throws Exception {
        assertThat(failure(arguments)).contains(sentence);
        assertThat(asked).isNull();
    }

    @Test
    void theBackendIsAskedForWhatIsWanted() throws Exception {
        assertThat(failure("--model PLAIN --text a --codes c.json --precision INT8 --device cuda:1 --backend djl")).isEqualTo("djl was asked");
        assertThat(asked.precision().id()).isEqualTo("int8");
        assertThat(asked.device()).isEqualTo("cuda:1");
        assertThat(failure("--model PLAIN --text a --codes c.json")).isEqualTo("onnx was asked");
        assertThat(asked).isEqualTo(BackendOptions.any());
    }

    @Test
    void clipsComeInTheirOrderHoweverTheirOptionsDo() throws Exception {
        assertThat(failure("--context short.wav --context-text b --context-speaker 0 --model PLAIN --text a --codes c.json"
                + " --context-speaker 1 --context-text -c --context short.wav")).isEqualTo("onnx was asked");
    }

    @Test
    void withoutABackendTheBundleIsNamed() throws Exception {
        shell.close();
        shell = shell(List.of());
        assertThat(failure("--model PLAIN --text a --codes c.json")).isEqualTo("Nothing here can compute CSM; install the bundle alan.tts.csm.onnx.");
    }

    @Test
    void helpTellsEveryOption() throws Exception {
        assertThat(shell.run("csm-generate --help")).contains("Usage: alan:csm-generate").doesNotContain("${", "null")
                .contains("--model=FOLDER", "--context-text=TEXT", "--context-speaker=N", "--max-frames=N", "--backend=onnx|djl", "--greedy",
                        "--seed=N", "--temperature=T", "--topk=K", "--precision=fp32|bf16|fp16|int8|int4", "--device=auto|cpu|cuda:N",
                        "--codes=FILE", "--out=FILE",
                        "Default: 0.9.", "Default: 50.", "Default: 125,");
    }

    @Test
    void helpAndFailuresAreSpanishForWhoSpeaksIt() throws Exception {
        Locale.setDefault(Locale.Category.DISPLAY, new Locale("es"));
        assertThat(shell.run("csm-generate --help")).contains("Uso: alan:csm-generate", "--context=ARCHIVO", "--context-text=TEXTO", "Quién lo dice")
                .doesNotContain("Default", "What is said", "${");
        assertThat(failure("--model PLAIN --codes c.json")).isEqualTo("Falta --text. Consulta alan:csm-generate --help.");
    }
}
