package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed distribution on a machine that has a Java and the few programs that any Unix has: no Maven, no Python, no Node, no sound device. */
class BareMachineIT {
    /** What POSIX and GNU coreutils bring; all that the script may need. */
    private static final List<String> PROGRAMS = List.of("bash", "cat", "dirname", "env", "grep", "head", "mkdir", "readlink", "rm", "sed", "sh", "uname");
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @TempDir
    Path folder;

    private Path programs;

    @BeforeEach
    void machine() throws Exception {
        programs = Files.createDirectory(folder.resolve("bin"));
        for (String program : PROGRAMS) {
            Path real = Path.of("/usr/bin", program);
            Files.createSymbolicLink(programs.resolve(program), Files.exists(real) ? real : Path.of("/bin", program));
        }
    }

    @Test
    void aTurnNeedsNothingElse() throws Exception {
        AlanProcess.Result result = alan(Distribution.data("bare"), "demo", "--out", folder.resolve("demo").toString());
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(folder.resolve("demo/answer.wav")).isNotEmptyFile();
    }

    @Test
    void whatFetchesAModelIsNamedWhenItIsNeeded() throws Exception {
        AlanProcess.Result result = alan(folder.resolve("data"), "run", "alan:model-get silero-vad");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().strip().lines()).hasSize(2).last().asString().startsWith("alan: ").contains("pip", "Python", "silero_vad_16k_op15.onnx");
        assertThat(folder.resolve("data/models/silero-vad")).satisfiesAnyOf(
                models -> assertThat(models).doesNotExist(), models -> assertThat(models).isEmptyDirectory());
    }

    @Test
    void aMissingMicrophoneIsNamedWhenItIsNeeded() throws Exception {
        AlanProcess.Result result = alan(Distribution.data("bare"), "run", "alan:talk");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.err()).contains("microphone", "file:");
    }

    @Test
    void aMissingSpeakerDoesNotKeepFromAnAnswer() throws Exception {
        AlanProcess.Result result = alan(Distribution.data("bare"), "run", "alan:ask 'What is the moon?'");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).containsIgnoringCase("moon");
        assertThat(result.err()).contains("speaker");
    }

    @Test
    void aMissingJavaIsNamed() throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("JAVA_HOME", "");
        AlanProcess.Result result = AlanProcess.run(Archive.home(), folder.resolve("data"), environment, "run", "alan:engines");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("alan: Java 17").endsWith(".\n");
        assertThat(result.err().strip().lines()).hasSize(1);
    }

    private AlanProcess.Result alan(Path data, String... arguments) throws Exception {
        return AlanProcess.run(Archive.home(), data, environment(), arguments);
    }

    private Map<String, String> environment() {
        return Map.of("PATH", programs.toString(), "JAVA_HOME", JAVA.toString(), "LANG", "en_US.UTF-8", "LC_ALL", "", "LANGUAGE", "", "HF_HUB_OFFLINE", "1");
    }
}
