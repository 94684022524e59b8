package alan.tts.csm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code alan:csm-info} in a real Gogo session. */
class InfoTest {
    private static final Path FIXTURES = Path.of("src/test/resources/alan/tts/csm/fixtures").toAbsolutePath();

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
        shell = new Shell(folder, "csm-info", new InfoFunction());
    }

    @AfterEach
    void close() {
        shell.close();
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
    }

    private void copy(String name) throws IOException {
        Path to = Files.createDirectories(folder.resolve("model"));
        try (Stream<Path> files = Files.list(FIXTURES.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private void config(String from, String to) throws IOException {
        Path config = folder.resolve("model/config.json");
        Files.writeString(config, Files.readString(config).replaceFirst(from, to));
    }

    private String failure(String line) {
        Throwable failure = catchThrowable(() -> shell.run(line));
        assertThat(failure).isInstanceOf(CommandFailed.class);
        assertThat(failure).hasToString("alan: " + failure.getLocalizedMessage());
        assertThat(failure.getMessage()).doesNotContain("\n");
        assertThat(failure.getStackTrace()).isEmpty();
        return failure.getLocalizedMessage();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain    | transformers | 268,853 | F32 (tensors: 161)
            original | original     | 268,853 | F32 (tensors: 161)
            bfloat16 | transformers | 259,573 | BF16 (tensors: 152)
            """)
    void aGoodCheckpointIsDescribed(String name, String layout, String parameters, String types) throws Exception {
        String said = shell.run("csm-info " + FIXTURES.resolve(name));
        assertThat(said.replaceAll(" +", " "))
                .contains("layout: " + layout)
                .contains("weights: parameters " + parameters)
                .contains("precision: " + types)
                .contains("positions: 512, or 41.0 s of sound")
                .contains("frames: 12.5 a second, codebooks 4, codes of each 67")
                .contains("sound: 24,000 Hz")
                .contains("tokenizer: tokenizer.json")
                .contains("problems: none")
                .contains("foreign tensors: none");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void theSizesOfThePartsAddUp() throws Exception {
        JsonNode report = new ObjectMapper().readTree(shell.run("csm-info --json " + FIXTURES.resolve("plain")));
        long parts = 0;
        for (String part : new String[] {"backbone", "depthDecoder", "mimi"}) {
            parts += report.path(part).path("parameters").asLong();
        }
        assertThat(parts).isEqualTo(report.path("parameters").asLong()).isEqualTo(268_853);
        assertThat(report.path("bytes").asLong()).isEqualTo(4 * 268_853);
        assertThat(report.path("usable").asBoolean()).isTrue();
        assertThat(report.path("backbone").path("layers").asInt()).isEqualTo(2);
        assertThat(report.path("mimi").path("headSize").asInt()).isEqualTo(16);
        assertThat(report.path("sampleRate").asInt()).isEqualTo(24_000);
    }

    @Test
    void whatIsMissingIsListedAndTheCommandFails() throws Exception {
        copy("plain");
        config("\"num_hidden_layers\": 2,\\s+\"num_key_value_heads\": 2", "\"num_hidden_layers\": 5, \"num_key_value_heads\": 2");
        assertThat(failure("csm-info model"))
                .isEqualTo("The checkpoint in " + folder.resolve("model") + " cannot be used; its problems are listed above.");
        assertThat(shell.out()).contains("the tensor backbone_model.layers.2.mlp.up_proj.weight is missing").contains("and 7 more");
        assertThat(shell.out().lines().filter(line -> line.endsWith("is missing"))).hasSize(20);
        assertThat(failure("csm-info model --json")).contains("cannot be used");
        JsonNode report = new ObjectMapper().readTree(shell.out());
        assertThat(report.path("usable").asBoolean(true)).isFalse();
        assertThat(report.path("problems")).hasSize(27);
    }

    @Test
    void whatIsForeignIsListedAndIsNoFailure() throws Exception {
        copy("plain");
        config("\"num_hidden_layers\": 2,\\s+\"num_key_value_heads\": 2", "\"num_hidden_layers\": 1, \"num_key_value_heads\": 2");
        assertThat(shell.run("csm-info model")).contains("Foreign tensors:").contains("  backbone_model.layers.1.mlp.up_proj.weight");
    }

    @Test
    void aMissingTokenizerIsAProblem() throws Exception {
        copy("plain");
        Files.delete(folder.resolve("model/tokenizer.json"));
        assertThat(failure("csm-info model")).contains("cannot be used");
        assertThat(shell.out()).contains("  tokenizer.json is missing");
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        copy("plain");
        Path file = folder.resolve("model/model.safetensors");
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 300_000));
        assertThat(failure("csm-info model")).contains("model.safetensors is damaged");
        assertThat(shell.out()).isEmpty();
        String sentence = failure("csm-info model --json");
        assertThat(new ObjectMapper().readTree(shell.out()).path("error").asText()).isEqualTo(sentence);
    }

    @Test
    void whatIsNoCheckpointIsRefused() throws Exception {
        assertThat(failure("csm-info nowhere")).isEqualTo("There is no folder " + folder.resolve("nowhere") + ".");
        assertThat(failure("csm-info .")).contains("it is no checkpoint");
        copy("plain");
        config("\"model_type\": \"csm\"", "\"model_type\": \"llama\"");
        assertThat(failure("csm-info model")).contains("a model of type llama, not csm");
    }

    @Test
    void aWrongCallIsOneSentence() {
        assertThat(failure("csm-info")).isEqualTo("FOLDER is missing. See alan:csm-info --help.");
        assertThat(failure("csm-info a b")).startsWith("b is one argument too many");
        assertThat(failure("csm-info a --jsn")).isEqualTo("alan:csm-info has no option --jsn. Did you mean --json? See alan:csm-info --help.");
        assertThat(failure("csm-info $nothing")).contains("has no value");
    }

    @Test
    void spanishIsSpoken() throws Exception {
        Locale.setDefault(Locale.Category.DISPLAY, new Locale("es"));
        assertThat(shell.run("csm-info --help")).contains("Uso: alan:csm-info").contains("CARPETA").contains("Muestra cómo es un modelo CSM")
                .contains("La carpeta del modelo").contains("Muestra esta ayuda.").doesNotContain("${");
        assertThat(shell.run("csm-info " + FIXTURES.resolve("plain")).replaceAll(" +", " "))
                .contains("disposición: transformers").contains("parámetros 268.853").contains("problemas: ninguno");
        assertThat(failure("csm-info nowhere")).startsWith("No existe la carpeta");
    }
}
