package alan.tts.csm.onnx.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alan's side of the benchmark answers as its driver expects, on a small checkpoint. */
class WorkerIT {
    private static final Path FIXTURE = Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures/plain");
    private static final String VOICE = "{\"tokens\":[332,58,15,60,333],\"frames\":[[1,2,3,4],[5,6,7,8],[9,10,11,12]]}";
    private static final String TEXT = "{\"tokens\":[332,58,40,301,333],\"frames\":[]}";

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path folder;
    private Process worker;
    private PrintStream requests;
    private BufferedReader answers;

    @BeforeEach
    void start() throws Exception {
        try (Stream<Path> files = Files.list(FIXTURE)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        worker = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx384m",
                "-DDJL_CACHE_DIR=" + System.getProperty("DJL_CACHE_DIR"), "-cp", System.getProperty("java.class.path"), Worker.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        requests = new PrintStream(worker.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8));
    }

    @AfterEach
    void end() throws Exception {
        requests.close();
        assertThat(worker.waitFor()).isZero();
    }

    private JsonNode ask(String request) throws IOException {
        requests.println(request);
        return json.readTree(answers.readLine());
    }

    private JsonNode load(String precision) throws IOException {
        return ask("{\"do\":\"load\",\"folder\":%s,\"precision\":\"%s\",\"threads\":1}"
                .formatted(json.writeValueAsString(folder.toString()), precision));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fp32", "int8", "int4"})
    void everyRequestIsAnswered(String precision) throws Exception {
        JsonNode loaded = load(precision);
        assertThat(loaded.get("seconds").asDouble()).isPositive();
        JsonNode frames = ask("{\"do\":\"frames\",\"segments\":[%s,%s],\"count\":3,\"batch\":2}".formatted(VOICE, TEXT));
        assertThat(frames.get("frames")).hasSize(3).allSatisfy(frame -> assertThat(frame).hasSize(4));
        List<Double> at = json.convertValue(frames.get("at"), json.getTypeFactory().constructCollectionType(List.class, Double.class));
        assertThat(at).hasSize(3).isSorted().allSatisfy(second -> assertThat(second).isPositive());
        assertThat(frames.get("sound").asDouble()).isPositive();
        JsonNode cold = ask("{\"do\":\"first\",\"segments\":[%s,%s]}".formatted(VOICE, TEXT));
        assertThat(cold.get("positions").asInt()).isEqualTo(14);
        assertThat(ask("{\"do\":\"keep\",\"segments\":[%s]}".formatted(VOICE)).get("positions").asInt()).isEqualTo(9);
        JsonNode kept = ask("{\"do\":\"first\",\"segments\":[%s],\"kept\":true}".formatted(TEXT));
        assertThat(kept.get("positions").asInt()).isEqualTo(5);
        for (JsonNode first : List.of(cold, kept)) {
            assertThat(first.get("read").asDouble()).isPositive().isLessThan(first.get("codes").asDouble());
            assertThat(first.get("codes").asDouble()).isLessThan(first.get("sound").asDouble());
        }
        assertThat(ask("{\"do\":\"memory\"}").get("resident").asLong()).isGreaterThan(10_000_000);
        assertThat(ask("{\"do\":\"close\"}").get("closed").asBoolean()).isTrue();
    }

    @Test
    void aFrameReadsTheBackboneOnceAndTheDepthDecoderForEachCodebook() throws Exception {
        long layer = 2 * (48 * 64 + 48 * 32) + 3 * 48 * 96 + 2 * 48;
        long depthLayer = 2 * (32 * 32 + 32 * 16) + 3 * 32 * 64 + 2 * 32;
        long numbers = 2 * layer + 48 + 67 * 48 + 3 * (2 * depthLayer + 32 + 32 * 48) + 3 * 32 * 67;
        assertThat(load("fp32").get("frame_bytes").asLong()).isEqualTo(4 * numbers);
        ask("{\"do\":\"close\"}");
        JsonNode int8 = load("int8");
        assertThat(int8.get("frame_numbers").asLong()).isEqualTo(numbers);
        assertThat(int8.get("frame_bytes").asLong()).isBetween(numbers, numbers * 3 / 2);
    }

    @Test
    void memoryIsRead() throws Exception {
        JsonNode bandwidth = ask("{\"do\":\"bandwidth\",\"threads\":2,\"bytes\":67108864,\"repeats\":3}").get("bytes_per_second");
        assertThat(bandwidth).hasSize(3).allSatisfy(each -> assertThat(each.asDouble()).isGreaterThan(1e8));
    }

    @Test
    void whatCannotBeDoneIsAnsweredToo() throws Exception {
        assertThat(ask("{\"do\":\"dance\"}").get("error").asText()).contains("dance");
        assertThat(load("int3").has("error")).isTrue();
    }
}
