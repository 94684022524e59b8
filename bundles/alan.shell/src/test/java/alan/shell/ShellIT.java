package alan.shell;

import static org.assertj.core.api.Assertions.assertThat;

import alan.shell.fake.Playground;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle in a real framework, in a process of its own, with its streams and its exit status. */
class ShellIT {
    @TempDir
    private Path folder;

    private String out;
    private List<String> err;

    @Test
    void aCommandPrintsAndEndsWithZero() throws Exception {
        assertThat(run("", "alan.run=models")).isZero();
        assertThat(out).startsWith("id  ").contains("whisper-base     stt   148.0 MB  no         99 languages  MIT");
        assertThat(err).isEmpty();
    }

    @Test
    void jsonIsTheOnlyThingOnTheOutput() throws Exception {
        assertThat(run("", "alan.run=ask 'What’s that?' --json")).isZero();
        JsonNode document = new ObjectMapper().readTree(out);
        assertThat(document.at("/record/question").asText()).isEqualTo("What’s that?");
    }

    @Test
    void aQuestionNeedsNoQuotes() throws Exception {
        assertThat(run("", "alan.run=ask What's the moon? --json")).isZero();
        assertThat(new ObjectMapper().readTree(out).at("/record/question").asText()).isEqualTo("What's the moon?");
    }

    @Test
    void aDemoLeavesItsFiles() throws Exception {
        assertThat(run("", "alan.run=demo --out here")).isZero();
        assertThat(new ObjectMapper().readTree(folder.resolve("here/turn.json").toFile()).at("/machine/cores").asInt())
                .isPositive();
        assertThat(folder.resolve("here/answer.wav")).hasContent("44100 samples at 22050");
        assertThat(err.get(0)).startsWith("Fetching 2 models, 211.2 MB in all, into ");
        assertThat(err.get(1)).isEqualTo("whisper-base.bin: 148.0 MB from Hugging Face Hub");
    }

    @Test
    void aFailureIsOneSentenceAndOne() throws Exception {
        assertThat(run("", "alan.run=hear none.wav")).isEqualTo(1);
        assertThat(err).containsExactly("alan: There is no file " + folder.toRealPath().resolve("none.wav") + ".");
        assertThat(out).isEmpty();
    }

    @Test
    void aWrongCallIsOneSentenceAndTwo() throws Exception {
        assertThat(run("", "alan.run=ask --bogus x")).isEqualTo(2);
        assertThat(err).containsExactly("alan: alan:ask has no option --bogus. See alan:ask --help.");
        assertThat(run("", "alan.run=nonsense")).isEqualTo(2);
        assertThat(err).containsExactly("alan: There is no command nonsense; alan:help lists them.");
        assertThat(run("", "alan.run=models (")).isEqualTo(2);
        assertThat(err).hasSize(1).first().asString().startsWith("alan: The command line cannot be read: a closing ");
        assertThat(run("", "alan.run=hear mine?.wav")).isEqualTo(2);
        assertThat(err).containsExactly("alan: There is no file whose name is like mine?.wav; text with ? or * belongs in quotes.");
        assertThat(run("", "alan.run=models )")).isEqualTo(2);
        assertThat(err).hasSize(1).first().asString().startsWith("alan: The command line cannot be read: one of the signs ");
    }

    @Test
    void commandsOfOtherBundlesWorkToo() throws Exception {
        assertThat(run("", "alan.run=lb -s")).isZero();
        assertThat(out).contains("alan.shell (0.1.0.SNAPSHOT)");
    }

    @Test
    void whatDoesNotStartIsNamed() throws Exception {
        assertThat(run("", "services=false", "alan.run=models", "alan.run.patience=1")).isEqualTo(1);
        assertThat(err).containsExactly("alan: Companion, Engines, Models, AudioFiles, AudioDevices did not start within 1 seconds; the log says why.");
    }

    @Test
    void aWrongConfigurationIsToldAndNothingDone() throws Exception {
        assertThat(run("", "alan.run=demo --out here", "problem=The key x is wrong.")).isEqualTo(1);
        assertThat(err).containsExactly("alan: The key x is wrong.", "alan: And another one. Nothing was done.");
        assertThat(out).isEmpty();
        assertThat(folder.resolve("here")).doesNotExist();
    }

    @Test
    void aWrongConfigurationIsToldFirstEvenWhenAServiceDoesNotCome() throws Exception {
        assertThat(run("", "services=false", "alan.run=models", "problem=The key x is wrong.")).isEqualTo(1);
        assertThat(err).containsExactly("alan: The key x is wrong.", "alan: And another one. Nothing was done.");
    }

    @Test
    void theShellAndANodeTellAWrongConfigurationAndGoOn() throws Exception {
        assertThat(run("models\nexit\n", "alan.shell=true", "problem=The key x is wrong.")).isZero();
        assertThat(err).containsExactly("alan: The key x is wrong.", "alan: And another one. Alan goes on all the same.");
        assertThat(out).contains("whisper-base     stt");
        Process node = start("alan.node=true", "problem=The key x is wrong.");
        while (Files.readAllLines(folder.resolve("err")).stream().noneMatch("alan: And another one. Alan goes on all the same."::equals)) {
            Thread.sleep(10);
        }
        assertThat(node.isAlive()).isTrue();
        node.destroy();
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void everythingIsSaidInTheUsersLanguage() throws Exception {
        assertThat(run("", "language=es", "alan.run=models")).isZero();
        assertThat(out).startsWith("id  ").contains("whisper-base     stt   148,0 MB  no         99 idiomas  MIT");
        assertThat(run("", "language=es", "alan.run=nonsense")).isEqualTo(2);
        assertThat(err).containsExactly("alan: No existe el comando nonsense; alan:help los lista.");
        assertThat(run("nonsense\nmodels )\nask ¿Qué?\nexit\n", "language=es", "alan.shell=true")).isZero();
        assertThat(out).containsSubsequence(
                "Alan. help lista los comandos",
                "alan: No existe el comando nonsense; help los lista.",
                "alan: La línea de comandos no se entiende: uno de los signos",
                "The moon is a rock. It shines.");
    }

    @Test
    void aSignalEndsAConversationCleanly() throws Exception {
        Process process = start("alan.run=talk");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("Listening. Ctrl-C ends this.");
            process.toHandle().destroy();
            assertThat(lines.readLine()).isEqualTo("Goodbye.");
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }

    @Test
    void anInteractiveShellReadsCommandsFromAPipe() throws Exception {
        int status = run("models\nask Isn't it?\nhear none.wav\nnonsense\nexit\n", "alan.shell=true", "alan.data=" + folder);
        assertThat(status).isZero();
        assertThat(out).containsSubsequence(
                "Alan. help lists the commands",
                "whisper-base     stt",
                "The moon is a rock. It shines.",
                "alan: There is no file ",
                "alan: There is no command nonsense; help lists them.");
        assertThat(out).doesNotContain("Exception").doesNotContain("Felix Gogo");
        assertThat(folder.resolve("shell.history")).content().contains("models");
    }

    @Test
    void theEndOfAPipeEndsTheShellWithoutAWord() throws Exception {
        assertThat(run("nonsense | cat\nalan:say | cat\n", "language=es", "alan.shell=true")).isZero();
        assertThat(out).contains("alan: No existe el comando nonsense; help los lista.", "alan: Falta TEXTO.");
        assertThat(out).doesNotContain("gogo:", "gosh").endsWith("alan> \n");
    }

    @Test
    void anInteractiveShellCompletes() throws Exception {
        assertThat(run("__alan_candidates [use tts c] 2\ncomplete -c x -l y\nexit\n", "alan.shell=true")).isZero();
        assertThat(out).contains("csm\npiper\n");
    }

    private int run(String input, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // The log has no provider here and says so; Java 24 and later warn of what Felix does.
        err = Files.readAllLines(folder.resolve("err")).stream()
                .filter(line -> !line.startsWith("SLF4J") && !line.startsWith("WARNING: "))
                .toList();
        return process.exitValue();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Playground.class.getName(),
                "target=" + Path.of("target").toAbsolutePath()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }
}
