package alan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts this program, with a Java that only tells how it was called. */
class ScriptTest {
    private static final Path SCRIPT = Path.of("../../distribution/src/main/bin/alan").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private int status;
    private String out;
    private String err;

    @BeforeEach
    void prepare() throws Exception {
        java("17.0.15");
        environment.put("JAVA_HOME", folder.resolve("java").toString());
        environment.put("ALAN_DATA", folder.resolve("data").toString());
    }

    @Test
    void theProgramGetsItsArgumentsAsTheyAre() throws Exception {
        environment.put("ALAN_JAVA_OPTS", "-Da=b -Dc=d");
        Files.createDirectory(folder.resolve("my config"));
        run("--config", "my config", "demo", "*?.wav", "it's \"here\" $HOME");
        assertThat(err).isEmpty();
        assertThat(status).isZero();
        List<String> arguments = out.lines().toList();
        assertThat(arguments).contains("[-Da=b]", "[-Dc=d]", "[-Dalan.config=my config]", "[-Dalan.terminal=false]")
                .containsSequence("[alan.launcher.Main]", "[demo]", "[*?.wav]", "[it's \"here\" $HOME]");
        assertThat(folder.resolve("data/run")).isNotEmptyDirectory();
    }

    @Test
    void aConfigurationThatIsNotThereIsAskedFor() throws Exception {
        run("--config", "typo", "demo");
        assertThat(status).isEqualTo(1);
        assertThat(err).isEqualTo("alan: There is no configuration folder typo. Correct its name, or make it: an empty one is filled with the"
                + " default settings.\n");
        assertThat(out).isEmpty();
        assertThat(folder.resolve("typo")).doesNotExist();
        environment.put("ALAN_CONFIG", folder.resolve("typo").toString());
        environment.put("LANG", "es_ES.UTF-8");
        run("demo");
        assertThat(err).startsWith("alan: No existe la carpeta de configuración " + folder.resolve("typo") + ".");
    }

    @Test
    void aCrashIsReportedAmongTheLogs() throws Exception {
        environment.put("ALAN_DATA", folder.resolve("mis datos ñ").toString());
        run("demo");
        assertThat(out.lines()).contains("[-XX:ErrorFile=" + folder.resolve("mis datos ñ") + "/log/hs_err_pid%p.log]");
    }

    @Test
    void javaReadsNamesInUtf8WhateverTheLocale() throws Exception {
        for (String locale : List.of("C", "POSIX", "xx_YY.UTF-8", "")) {
            environment.put("LC_ALL", locale);
            run("demo");
            assertThat(out).as(locale).contains("LC_ALL=C.UTF-8\n").contains("ALAN_LC_ALL=" + locale + "\n");
        }
        environment.put("LC_ALL", "C.UTF-8");
        run("demo");
        assertThat(out).contains("LC_ALL=C.UTF-8\n").doesNotContain("ALAN_LC_ALL");
    }

    @Test
    void aNewJavaIsToldThatNativeCodeIsWanted() throws Exception {
        run("demo");
        assertThat(out).doesNotContain("--enable-native-access");
        java("25.0.1");
        run("demo");
        assertThat(out).contains("[--enable-native-access=ALL-UNNAMED]");
    }

    @Test
    void aJavaThatIsMissingOrTooOldIsNamedWithWhatToInstall() throws Exception {
        java("11.0.2");
        run("demo");
        assertThat(err).startsWith("alan: Java 17 or newer is needed; ")
                .contains(" is Java 11. Install a newer one (the package default-jre-headless");
        java("1.8.0_402");
        run("demo");
        assertThat(err).contains(" is Java 8.");
        java(null);
        run("demo");
        assertThat(err).contains(" is Java 9.");
        environment.put("JAVA_HOME", folder.toString());
        run("demo");
        assertThat(err).startsWith("alan: JAVA_HOME is " + folder + ", and there is no bin/java in it.");
        environment.remove("JAVA_HOME");
        environment.put("PATH", tools().toString());
        run("demo");
        assertThat(err).isEqualTo("alan: Java 17 or newer is needed, and none was found. Install one (the package default-jre-headless of Debian"
                + " and Ubuntu, or the JRE of your system's makers), or point JAVA_HOME to it.\n");
        assertThat(status).isEqualTo(1);
    }

    @Test
    void whatTheScriptSaysIsInTheUsersLanguage() throws Exception {
        environment.put("LANG", "es_ES.UTF-8");
        run("--data");
        assertThat(err).isEqualTo("alan: --data necesita una carpeta.\n");
        assertThat(status).isEqualTo(2);
        environment.put("LANGUAGE", "de:en:es");
        run("--data");
        assertThat(err).isEqualTo("alan: --data needs a folder.\n");
        environment.put("LANGUAGE", "de:es:en");
        run("--config");
        assertThat(err).isEqualTo("alan: --config necesita una carpeta.\n");
        environment.put("ALAN_JAVA_OPTS", "-Duser.language=en");
        run("--config");
        assertThat(err).isEqualTo("alan: --config needs a folder.\n");
        environment.remove("ALAN_JAVA_OPTS");
        environment.put("LC_ALL", "C");
        run("--config");
        assertThat(err).isEqualTo("alan: --config needs a folder.\n");
    }

    @Test
    void withoutAHomeAFolderMustBeNamed() throws Exception {
        environment.remove("ALAN_DATA");
        run("demo");
        assertThat(err).startsWith("alan: There is no home folder (HOME is not set)");
        run("--data", folder.resolve("other").toString(), "demo");
        assertThat(status).isZero();
        assertThat(folder.resolve("other/run")).isNotEmptyDirectory();
    }

    @Test
    void nativeCodeIsUnpackedOnceForAllDataFolders() throws Exception {
        environment.put("HOME", folder.resolve("mi casa").toString());
        String unpacked = "DJL_CACHE_DIR=" + folder.resolve("mi casa/.cache/alan/djl") + "\n";
        run("demo");
        assertThat(out).contains(unpacked);
        run("--data", folder.resolve("other").toString(), "demo");
        assertThat(out).contains(unpacked);
        environment.put("XDG_CACHE_HOME", "not/absolute");
        run("demo");
        assertThat(out).contains(unpacked);
        environment.put("XDG_CACHE_HOME", folder.resolve("xdg").toString());
        run("demo");
        assertThat(out).contains("DJL_CACHE_DIR=" + folder.resolve("xdg/alan/djl") + "\n");
        environment.put("ALAN_CACHE", folder.resolve("mine").toString());
        run("demo");
        assertThat(out).contains("DJL_CACHE_DIR=" + folder.resolve("mine/djl") + "\n").contains("ENGINE_CACHE_DIR=" + folder.resolve("mine/djl") + "\n");
    }

    @Test
    void whoHasNoHomeUnpacksNativeCodeIntoTheDataFolder() throws Exception {
        String unpacked = "DJL_CACHE_DIR=" + folder.resolve("data/cache/djl") + "\n";
        run("demo");
        assertThat(out).contains(unpacked);
        environment.put("HOME", Files.writeString(folder.resolve("file"), "").toString());
        run("demo");
        assertThat(out).contains(unpacked);
        assertThat(err).isEmpty();
    }

    @Test
    void aDataFolderThatCannotBeMadeIsNamed() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        run("--data", folder.resolve("file").toString(), "demo");
        assertThat(err).startsWith("alan: The data folder " + folder.resolve("file") + " cannot be written.");
    }

    @Test
    void theFolderOfAProcessIsNewEvenIfItsNumberIsNot() throws Exception {
        start(List.of("/bin/sh", "-c", "mkdir -p \"$ALAN_DATA/run/$$\" \"$ALAN_DATA/run/$$-1\" && exec /bin/sh \"$0\" demo", SCRIPT.toString()));
        assertThat(err).isEmpty();
        assertThat(out).containsPattern("\\[-Dalan.run.dir=.*/data/run/[0-9]+-2]");
        assertThat(folder.resolve("data/run").toFile().list()).hasSize(3);
    }

    /** A Java that prints its arguments, its locale and its caches. @param version of its file "release"; null for a Java 9 without one */
    private void java(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("java"));
        Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
        program(program, """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "9.0.4"' >&2; exit; fi
                for argument in "$@"; do printf '[%s]\\n' "$argument"; done
                env | grep -e LC_ -e CACHE_DIR
                """);
        Files.deleteIfExists(home.resolve("release"));
        if (version != null) {
            Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        }
    }

    /** {@return a folder with what a minimal system has, and no Java} */
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String name : List.of("sh", "dirname", "readlink", "sed", "mkdir", "locale")) {
            program(tools.resolve(name), "#!/bin/sh\nexec /usr/bin/" + name + " \"$@\"\n");
        }
        return tools;
    }

    private static void program(Path file, String content) throws IOException {
        Files.writeString(file, content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        start(command);
    }

    private void start(List<String> command) throws IOException, InterruptedException {
        Path errors = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        Process process = builder.start();
        out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        status = process.waitFor();
        err = Files.readString(errors);
    }
}
