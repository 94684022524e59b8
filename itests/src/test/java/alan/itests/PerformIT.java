package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Performances of 12 lines by two voices, as a user has them made: run through, and killed in the middle and started again. */
class PerformIT {
    private static final Path FIXTURE = Path.of("../bundles/alan.tts.csm/src/test/resources/alan/tts/csm/fixtures/plain");
    private static final int LINES = 12;
    private static final List<String> SAID = List.of("Good morning.", "How are you?", "I am fine.", "It is late.", "Is it?", "It is nine.");

    private static Path home;
    private static Path work;
    private static Path data;

    /** A data folder whose models are its own, since two are added. */
    @BeforeAll
    static void prepare() throws Exception {
        home = Archive.home();
        Path shared = Distribution.data("perform");
        work = Files.createTempDirectory(Files.createDirectories(Path.of("target", "perform")).toAbsolutePath(), "run");
        data = work.resolve("data");
        Files.createDirectories(data.resolve("models"));
        Files.createSymbolicLink(data.resolve("models/piper-en-us-joe"), shared.resolve("models/piper-en-us-joe").toRealPath());
        Path checkpoint = Files.createDirectories(work.resolve("checkpoint"));
        for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            Files.copy(FIXTURE.resolve(file), checkpoint.resolve(file));
        }
        Path other = Files.createDirectories(work.resolve("voice"));
        for (String ending : List.of(".onnx", ".onnx.json")) {
            Files.createSymbolicLink(other.resolve("en_US-john-medium" + ending),
                    shared.resolve("models/piper-en-us-joe/en_US-joe-medium" + ending).toRealPath());
        }
        // Choices go into a copy of the configuration.
        Path config = Files.createDirectories(work.resolve("config"));
        for (Path file : Distribution.list(home.resolve("config"))) {
            Files.copy(file, config.resolve(file.getFileName()));
        }
        script("piper.txt", "en_US-joe-medium", "en_US-john-medium");
        script("csm.txt", "speaker-0", "speaker-1");
    }

    private static void script(String name, String one, String other) throws IOException {
        Files.writeString(work.resolve(name), IntStream.range(0, LINES)
                .mapToObj(i -> "[" + (i % 2 == 0 ? one : other) + "] " + SAID.get(i % SAID.size()))
                .collect(Collectors.joining("\n")));
    }

    private static String perform(String engine, String out) {
        return "alan:perform '" + work.resolve(engine + ".txt") + "' --out '" + work.resolve(out) + "' --seed 7 --option max-seconds=1 --subtitles";
    }

    private static String[] arguments(String commands) {
        return new String[] {"--config", work.resolve("config").toString(), "run", commands};
    }

    private static AlanProcess.Result alan(String commands) throws Exception {
        AlanProcess.Result result = AlanProcess.run(home, data, Map.of("HF_HUB_OFFLINE", "1"), arguments(commands));
        assertThat(result.status()).as(result.err()).isZero();
        return result;
    }

    @Test
    void killedInTheMiddleAndStartedAgainItComesOutAsIfItHadRunThrough() throws Exception {
        AlanProcess.Result through = alan("alan:model-add john '" + work.resolve("voice/en_US-john-medium.onnx") + "'; alan:model-add my-csm '"
                + work.resolve("checkpoint") + "' --languages en; alan:use tts my-csm; " + perform("piper", "piper.wav") + "; " + perform("csm", "csm.wav"));
        assertThat(through.out()).contains("piper.wav", "csm.wav", "csm.srt");
        int piper = kill("piper");
        int csm = kill("csm");
        AlanProcess.Result resumed = alan(perform("piper", "piper-resumed.wav") + "; " + perform("csm", "csm-resumed.wav"));
        assertThat(resumed.err()).contains(piper + " of " + LINES + " lines are there from an earlier run.", csm + " of " + LINES + " lines are there");
        for (String engine : List.of("piper", "csm")) {
            assertThat(work.resolve(engine + "-resumed.wav")).hasSameBinaryContentAs(work.resolve(engine + ".wav"));
            assertThat(work.resolve(engine + "-resumed.srt")).hasSameBinaryContentAs(work.resolve(engine + ".srt"));
            assertThat(folder(engine)).doesNotExist();
            assertThat(Files.size(work.resolve(engine + ".wav"))).isGreaterThan(100_000);
            assertThat(Files.readString(work.resolve(engine + ".srt")).lines().filter(line -> line.contains("-->"))).hasSize(LINES);
        }
        assertThat(Files.mismatch(work.resolve("csm.wav"), work.resolve("piper.wav"))).as("two engines").isNotNegative();
    }

    /** {@return how many lines were whole when the process was killed} */
    private static int kill(String engine) throws Exception {
        try (AlanProcess alan = AlanProcess.start(home, data, Map.of(), arguments(perform(engine, engine + "-resumed.wav")))) {
            while (!Files.exists(folder(engine).resolve("004.f32.wav")) && alan.process().isAlive()) {
                Thread.sleep(2);
            }
            alan.process().descendants().forEach(ProcessHandle::destroyForcibly);
            alan.process().destroyForcibly().waitFor();
            assertThat(work.resolve(engine + "-resumed.wav")).as(alan.err()).doesNotExist();
        }
        try (Stream<Path> files = Files.list(folder(engine))) {
            int whole = (int) files.filter(file -> file.getFileName().toString().matches("\\d{3}\\.f32\\.wav")).count();
            assertThat(whole).isBetween(4, LINES - 1);
            return whole;
        }
    }

    private static Path folder(String engine) {
        return work.resolve(engine + "-resumed.wav.alan-work");
    }
}
