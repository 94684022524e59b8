package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alan as a service of systemd, installed into the folder of another system: what is started on a real one is what is written here. */
class ServiceIT {
    @TempDir
    Path system;

    private Path home;
    private Path unit;

    @BeforeEach
    void distribution() throws Exception {
        home = Archive.home();
        unit = system.resolve("etc/systemd/system/alan.service");
    }

    private AlanProcess.Result alan(String command, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(command, "--root", system.toString()));
        all.addAll(Arrays.asList(arguments));
        return AlanProcess.run(home, Distribution.data("service"), Map.of("LANG", "C"), all.toArray(String[]::new));
    }

    @Test
    void theUnitStartsTheNodeWithWhatWasSaidBehindIt() throws Exception {
        AlanProcess.Result result = alan("install-service", "--home.bind", "0.0.0.0", "--home.name", "5 $ \"kitchen\" 100%");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(Files.readAllLines(unit)).contains(
                "User=alan",
                "ExecStart=" + home + "/alan --data /var/lib/alan --config /etc/alan node --home.bind 0.0.0.0 --home.name \"5 $$ \\\"kitchen\\\" 100%%\"",
                "Restart=always",
                "Wants=network-online.target",
                "NoNewPrivileges=true",
                "ProtectSystem=strict",
                "StateDirectory=alan");
        Path java = Files.readAllLines(unit).stream().filter(line -> line.startsWith("Environment=JAVA_HOME=")).findFirst()
                .map(line -> Path.of(line.substring("Environment=JAVA_HOME=".length()))).orElseThrow();
        assertThat(java.resolve("bin/java")).isExecutable();
        assertThat(Distribution.list(unit.getParent())).containsExactly(unit);
    }

    @Test
    void anOptionThatTheNodeWouldNotTakeIsRefusedBeforeAnythingIsWritten() throws Exception {
        for (String wrong : List.of("--home.prot", "--home.port")) {
            AlanProcess.Result result = alan("install-service", wrong, "ten");
            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).startsWith("alan: ").contains(wrong).hasLineCount(1);
            assertThat(Distribution.list(system)).isEmpty();
        }
    }

    /** Quotes, dollars and percents that a microphone's command has, too. */
    @Test
    void systemdFindsNothingWrongWithTheUnit() throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "systemd-analyze"))), "systemd is not installed");
        assertThat(alan("install-service", "--satellite.microphone", "pipe:sh -c 'arecord -r \"$0\" # 100%' {rate}").status()).isZero();
        Process verify = new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString()).redirectErrorStream(true).start();
        assertThat(new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
        assertThat(verify.waitFor()).isZero();
    }

    @Test
    void settingsThatAreThereStayAndOthersComeFromTheDistribution() throws Exception {
        assertThat(alan("install-service").status()).isZero();
        Path settings = system.resolve("etc/alan/alan.companion.cfg");
        assertThat(Files.getPosixFilePermissions(settings.getParent())).as("who may look into it").doesNotContain(PosixFilePermission.OTHERS_READ);
        assertThat(settings).hasSameTextualContentAs(home.resolve("config/alan.companion.cfg"));
        Files.writeString(settings, "# mine\n");
        assertThat(alan("install-service", "--home.bind", "0.0.0.0").status()).isZero();
        assertThat(settings).hasContent("# mine\n");
        assertThat(unit).content().contains("node --home.bind 0.0.0.0\n");
    }

    @Test
    void uninstallingLeavesSettings() throws Exception {
        assertThat(alan("install-service").status()).isZero();
        assertThat(alan("uninstall-service", "now").status()).isEqualTo(2);
        assertThat(unit).exists();
        AlanProcess.Result result = alan("uninstall-service");
        assertThat(result.status()).isZero();
        assertThat(unit).doesNotExist();
        assertThat(system.resolve("etc/alan")).isNotEmptyDirectory();
        AlanProcess.Result again = alan("uninstall-service");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err().strip()).startsWith("alan: There is no service alan:").doesNotContain("\n");
    }
}
