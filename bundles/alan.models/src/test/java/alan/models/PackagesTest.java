package alan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Package managers are shell scripts that the test puts on the path. */
class PackagesTest {
    private static final byte[] BYTES = Setting.someBytes(20_000);
    private static final String PIP = "{\"pypi\": \"some-model\", \"version\": \"1.2\", \"file\": \"p/f\"}";
    private static final String NPM = "{\"npm\": \"@s/some-model\", \"version\": \"1.2.0\", \"file\": \"models/f\"}";
    private static final String MAVEN = "{\"maven\": \"g.h:some-model:1.2:all\", \"file\": \"p/f\"}";
    /** Finds the value of an option among the arguments. */
    private static final String LOG = "echo \"$0 $*\" >> LOG\n";

    @TempDir
    Path folder;

    private Setting setting;

    @BeforeEach
    void packages() throws IOException {
        setting = new Setting(folder);
        setting.environment.put("HF_HUB_OFFLINE", "1");
        zip(folder.resolve("package.zip"), "p/f", BYTES);
        try (OutputStream file = Files.newOutputStream(folder.resolve("package.tgz"));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
            entry(tar, "package/package.json", "{}".getBytes());
            entry(tar, "package/models/f", BYTES);
        }
    }

    private static void zip(Path file, String name, byte[] bytes) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
        }
    }

    private static void entry(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private void program(String name, String script) throws IOException {
        setting.program(name, (LOG + script).replace("LOG", folder.resolve("log").toString())
                .replace("FOLDER", folder.toString()));
    }

    /** A pip that knows only one way to be called. */
    private static final String WORKING_PIP = """
            while [ "$1" != "-d" ]; do shift; done
            cp FOLDER/package.zip "$2/some_model-1.2-py3-none-any.whl"
            """;

    private InstalledModel fetch(String... sources) throws AlanException, IOException {
        setting.oneModel("f", BYTES, sources);
        return Setting.fetch(setting.catalogue(), "m");
    }

    private List<String> calls() throws IOException {
        return Files.exists(folder.resolve("log")) ? Files.readAllLines(folder.resolve("log")) : List.of();
    }

    @Test
    void aWheelIsFetchedByPythonsPip() throws Exception {
        program("python3", WORKING_PIP);
        program("pip", WORKING_PIP);
        assertThat(fetch(PIP).file("f")).hasBinaryContent(BYTES);
        assertThat(calls()).hasSize(1).first().asString()
                .contains("python3 -m pip ").contains(" --no-deps ").contains("--only-binary :all:").endsWith(" some-model==1.2");
        assertThat(setting.filesOfData()).containsExactly("m/f");
    }

    @Test
    void aWheelForOnePythonAndMachineIsFetchedOnAnyOther() throws Exception {
        program("python3", WORKING_PIP);
        assertThat(fetch(PIP.replace("\"version\"", "\"wheel\": \"cp311-cp311-manylinux_2_28_x86_64\", \"version\"")).file("f")).hasBinaryContent(BYTES);
        assertThat(calls()).hasSize(1).first().asString()
                .endsWith(" --implementation cp --python-version 311 --abi cp311 --platform manylinux_2_28_x86_64 some-model==1.2");
    }

    @Test
    void aPythonWithoutPipIsPassedOver() throws Exception {
        program("python3", "echo '/usr/bin/python3: No module named pip'; exit 1");
        program("pip3", WORKING_PIP);
        assertThat(fetch(PIP).file("f")).hasBinaryContent(BYTES);
    }

    @Test
    void anNpmPackageIsFetchedByNpm() throws Exception {
        program("npm", """
                while [ "$1" != "--pack-destination" ]; do shift; done
                cp FOLDER/package.tgz "$2/s-some-model-1.2.0.tgz"
                """);
        assertThat(fetch(NPM).file("f")).hasBinaryContent(BYTES);
        assertThat(calls()).first().asString().contains("npm pack @s/some-model@1.2.0 ").contains(" --ignore-scripts ");
    }

    @Test
    void aJarIsFetchedByMaven() throws Exception {
        program("mvn", """
                for a in "$@"; do case "$a" in -DoutputDirectory=*) to="${a#*=}";; esac; done
                cp FOLDER/package.zip "$to/some-model-1.2-all.jar"
                """);
        assertThat(fetch(MAVEN).file("f")).hasBinaryContent(BYTES);
        assertThat(calls()).first().asString().contains("-Dartifact=g.h:some-model:1.2:jar:all ");

        byte[] jar = Files.readAllBytes(folder.resolve("package.zip"));
        setting.models(Setting.model("j", "whole.jar", jar.length, FakeHub.sha256(jar), "{\"maven\": \"g.h:some-model:1.2\"}"));
        assertThat(Setting.fetch(setting.catalogue(), "j").file("whole.jar")).hasBinaryContent(jar);
    }

    @Test
    void aPackageOfSeveralFilesIsFetchedOnce() throws Exception {
        program("python3", WORKING_PIP);
        assertThat(fetch("{\"join\": [" + PIP.replace("p/f", "p/none") + "]}", PIP).file("f")).hasBinaryContent(BYTES);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void aMissingProgramIsNamedWithWhatToInstall() {
        assertThatThrownBy(() -> fetch(PIP, NPM, MAVEN))
                .hasMessageContaining("PyPI some-model: pip is not installed; install Python 3 with pip")
                .hasMessageContaining("npm @s/some-model: npm is not installed; install Node.js with npm")
                .hasMessageContaining("Maven g.h:some-model: mvn is not installed; install Apache Maven");
    }

    @Test
    void aRegistryThatCannotBeReachedIsTriedOnce() throws Exception {
        // What the real ones print in a network namespace without a network.
        program("python3", """
                echo "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'NewConnectionError('<pip.Connection>: \
                Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/some-model/"
                echo 'ERROR: Could not find a version that satisfies the requirement some-model==1.2 (from versions: none)'
                echo 'ERROR: No matching distribution found for some-model==1.2'; exit 1
                """);
        program("npm", """
                echo 'npm error code EAI_AGAIN'; echo 'npm error syscall getaddrinfo'; echo 'npm error errno EAI_AGAIN'
                echo 'npm error request to https://registry/some-model failed, reason: getaddrinfo EAI_AGAIN registry'; exit 1
                """);
        program("mvn", """
                echo '[ERROR] Failed to execute goal: Unable to find/resolve artifact. Could not transfer artifact g.h:some-model:pom:1.2 \
                from/to central: Unknown host registry: Temporary failure in name resolution -> [Help 1]'; exit 1
                """);
        setting.models(
                Setting.model("m", "f", BYTES.length, FakeHub.sha256(BYTES), PIP, NPM, MAVEN),
                Setting.model("n", "f", BYTES.length, FakeHub.sha256(BYTES), PIP, NPM, MAVEN));
        Catalogue catalogue = setting.catalogue();
        for (String id : List.of("m", "n")) {
            assertThatThrownBy(() -> Setting.fetch(catalogue, id))
                    .hasMessageContaining("pip cannot reach its registry: check the network")
                    .hasMessageContaining("npm cannot reach its registry")
                    .hasMessageContaining("mvn cannot reach its registry");
        }
        assertThat(calls()).hasSize(3);
    }

    @Test
    void whatAPackageManagerSaysIsPassedOn() throws Exception {
        program("python3", "echo 'Collecting'; echo 'ERROR: No matching distribution found for some-model==1.2'; exit 1");
        assertThatThrownBy(() -> fetch(PIP)).hasMessageContaining("ERROR: No matching distribution found for some-model==1.2");
        program("npm", "echo 'npm error code E404'; echo 'npm error A complete log is in'; exit 1");
        assertThatThrownBy(() -> fetch(NPM)).hasMessageContaining("says \"npm error code E404\"");
    }

    @Test
    void aFullDiskIsNoFaultOfTheSource() throws Exception {
        program("python3", "echo 'ERROR: [Errno 28] No space left on device'; exit 1");
        assertThatThrownBy(() -> fetch(PIP, NPM)).hasMessageContaining("Models cannot be kept in")
                .hasMessageContaining("no space is left on the disk");
    }

    @Test
    void aPackageWithoutTheFileOrDamagedOrEmptyIsSaid() throws Exception {
        program("python3", WORKING_PIP);
        assertThatThrownBy(() -> fetch(PIP.replace("p/f", "p/g"))).hasMessageContaining("there is no p/g in the package");
        Files.writeString(folder.resolve("package.zip"), "no zip");
        assertThatThrownBy(() -> fetch(PIP)).hasMessageContaining("the package is damaged");
        program("python3", "exit 0");
        assertThatThrownBy(() -> fetch(PIP)).hasMessageContaining("nothing came for some-model==1.2");
        assertThat(setting.filesOfData()).isEmpty();
    }

    @Test
    @Timeout(30)
    void aProgramThatHangsIsEndedWithWhatItStarted() throws Exception {
        program("python3", "sleep 300 & echo $! > FOLDER/child; wait");
        assertThatThrownBy(() -> fetch(PIP)).hasMessageContaining("pip stopped moving and was ended");
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        awaitEnd(child);
    }

    /** Waits until a process has ended; one that nobody has asked after yet (a zombie) has ended. */
    private static void awaitEnd(long process) throws Exception {
        Path state = Path.of("/proc/" + process + "/stat");
        while (Files.exists(state) && !Files.readString(state).matches("(?s)\\d+ \\(.*\\) Z .*")) {
            Thread.sleep(20);
        }
    }

    @Test
    @Timeout(30)
    void anInterruptEndsTheProgram() throws Exception {
        program("python3", "echo $$ > FOLDER/self.new; mv FOLDER/self.new FOLDER/self; while true; do echo x; sleep 0.1; done");
        setting.oneModel("f", BYTES, PIP);
        Throwable[] failure = new Throwable[1];
        Thread thread = new Thread(() -> {
            try {
                Setting.fetch(setting.catalogue(), "m");
            } catch (AlanException e) {
                failure[0] = e;
            }
        });
        thread.start();
        while (!Files.exists(folder.resolve("self"))) {
            Thread.sleep(20);
        }
        thread.interrupt();
        thread.join();
        assertThat(failure[0]).hasMessageContaining("was stopped");
        long program = Long.parseLong(Files.readString(folder.resolve("self")).strip());
        awaitEnd(program);
        assertThat(setting.filesOfData()).isEmpty();
    }

    @Test
    void aProgramThatPrintsALotDoesNotStandStill() throws Exception {
        program("python3", "i=0; while [ $i -lt 3000 ]; do echo 'a line of output, many of which fill a pipe'; i=$((i+1)); done\n"
                + WORKING_PIP);
        assertThat(fetch(PIP).file("f")).hasBinaryContent(BYTES);
    }

    @Test
    void growthOfTheDownloadIsTold() throws Exception {
        program("python3", "head -c 5000 /dev/zero > \"$TMPDIR/growing\"; sleep 0.6; rm \"$TMPDIR/growing\"\n" + WORKING_PIP);
        setting.oneModel("f", BYTES, PIP);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        setting.catalogue().fetch("m",
                (file, source, done, total) -> told.writeBytes((source + " " + done + " of " + total + "\n").getBytes()));
        assertThat(told.toString()).contains("PyPI some-model 5000 of -1").contains("PyPI some-model 20000 of 20000");
    }

    @Test
    void aNameInAPackageIsNeverAPathOnDisk() throws Exception {
        zip(folder.resolve("package.zip"), "../../../../evil", BYTES);
        program("python3", WORKING_PIP);
        assertThatThrownBy(() -> fetch(PIP)).hasMessageContaining("there is no p/f in the package");
        assertThat(folder.resolve("evil")).doesNotExist();
    }
}
