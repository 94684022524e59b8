package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed archive, unpacked somewhere else and started as a user would. */
class ArchiveIT {
    private static Path home;
    private static Path data;

    @TempDir
    Path folder;

    @BeforeAll
    static void unpack() throws Exception {
        home = Archive.home();
        data = Distribution.data("archive");
    }

    private static AlanProcess.Result alan(String... arguments) throws Exception {
        return AlanProcess.run(home, data, Map.of("HF_HUB_OFFLINE", "1"), arguments);
    }

    @Test
    void theDemoLeavesQuestionAnswerAndRecord() throws Exception {
        AlanProcess.Result result = alan("demo", "--out", folder.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("moon");
        assertThat(Files.size(folder.resolve("question.wav"))).isGreaterThan(10_000);
        assertThat(Files.size(folder.resolve("answer.wav"))).isGreaterThan(10_000);
        JsonNode turn = new ObjectMapper().readTree(folder.resolve("turn.json").toFile());
        assertThat(turn.toString()).contains("moon", "whisper", "llama", "piper");
        assertThat(names(folder)).containsExactlyInAnyOrder("question.wav", "answer.wav", "turn.json");
    }

    @Test
    void aRecordingOfMyOwnIsAnswered() throws Exception {
        Path question = folder.resolve("¿qué es la luna?.mp3");
        assertThat(alan("run", "alan:say 'What is the moon?' --out '" + question + "'").status()).isZero();
        AlanProcess.Result result = alan("demo", question.toString(), "--out", folder.resolve("out").toString());
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out().toLowerCase()).contains("what is the moon");
    }

    @Test
    void aFailedCommandHasAStatusAndOneSentence() throws Exception {
        AlanProcess.Result result = alan("run", "alan:hear '" + folder.resolve("missing.wav") + "'");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.err()).contains("missing.wav");
    }

    @Test
    void commandsThatAnEngineBringsAreListedAndExplained() throws Exception {
        assertThat(alan("run", "alan:help").out()).contains("alan:csm-info", "alan:csm-generate");
        AlanProcess.Result result = alan("run", "alan:help csm-info");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("alan:csm-info", "FOLDER");
        assertThat(alan("run", "alan:csm-info '" + folder + "'").status()).isEqualTo(1);
    }

    @Test
    void anUnknownWordIsAUsageError() throws Exception {
        AlanProcess.Result result = alan("sing");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("'sing'");
    }

    @Test
    void ourOwnLoggingWritesTheLog() throws Exception {
        assertThat(alan("run", "alan:engines").status()).isZero();
        assertThat(data.resolve("log/alan.log")).isNotEmptyFile();
    }

    @Test
    void nothingIsLeftBehindByAProcessThatEnded() throws Exception {
        assertThat(alan("run", "alan:ask --no-speech 'Say hello.'").status()).isZero();
        assertThat(names(data.resolve("run"))).isEmpty();
    }

    @Test
    void aNodeThatIsKilledTakesItsWorkerWithIt() throws Exception {
        try (AlanProcess node = AlanProcess.start(home, data, Map.of(), "run", "alan:ask --no-speech 'Tell me a very long story.'")) {
            Set<ProcessHandle> workers = Set.of();
            while (workers.isEmpty() && node.process().isAlive()) {
                Thread.sleep(50);
                workers = node.process().descendants().collect(Collectors.toSet());
            }
            assertThat(workers).as(node.err()).isNotEmpty();
            node.process().destroyForcibly().waitFor();
            for (ProcessHandle worker : workers) {
                worker.onExit().get(60, java.util.concurrent.TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void twoNodesOnOneDataFolderAreOneTooMany() throws Exception {
        try (AlanProcess first = AlanProcess.start(home, data, Map.of(), "node")) {
            while (!first.err().contains("Alan is up") && first.process().isAlive()) {
                Thread.sleep(50);
            }
            AlanProcess.Result second = alan("node");
            assertThat(second.status()).isEqualTo(1);
            assertThat(second.err()).contains("Another node").contains(data.toString());

            first.process().destroy();
            assertThat(first.await().status()).as("SIGTERM").isEqualTo(143);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        return Distribution.list(folder).stream().map(path -> path.getFileName().toString()).toList();
    }
}
