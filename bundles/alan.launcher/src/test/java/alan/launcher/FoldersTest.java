package alan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path data;

    private Folders folders;

    @BeforeEach
    void create() throws Exception {
        folders = new Folders(data, data.resolve("config"), data, data.resolve("run/1"));
        folders.create();
    }

    @Test
    void aNewConfigurationBeginsAsTheDistributions() throws Exception {
        Path home = data.resolve("home");
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/models.json"), "{}");
        Files.writeString(home.resolve("config/logback.xml"), "shipped");
        Path config = data.resolve("mine");
        Files.createDirectories(config);
        Files.writeString(config.resolve("logback.xml"), "mine");
        new Folders(home, config, data, data.resolve("run/1")).create();
        assertThat(config.resolve("models.json")).hasContent("{}");
        assertThat(config.resolve("logback.xml")).hasContent("mine");

        Files.delete(config.resolve("logback.xml"));
        new Folders(home, config, data, data.resolve("run/1")).create();
        assertThat(config.resolve("logback.xml")).as("somebody took it away on purpose").doesNotExist();
    }

    @Test
    void whatWasUnpackedIntoTheDataFolderGoesWhenItLiesElsewhere() throws Exception {
        Path unpacked = Files.createDirectories(data.resolve("cache/djl/pytorch"));
        Files.writeString(unpacked.resolve("libtorch.so"), "");
        Path link = Files.createSymbolicLink(data.resolve("link"), data.resolve("cache"));
        for (String same : new String[] {null, data.resolve("cache/djl").toString(), data + "/./cache/djl", link.resolve("djl").toString()}) {
            folders.forgetUnpacked(same);
            assertThat(unpacked.resolve("libtorch.so")).as("in use as %s", same).exists();
        }
        Path elsewhere = data.resolve("home/.cache/alan/djl");
        folders.forgetUnpacked(elsewhere.toString());
        assertThat(data.resolve("cache")).isEmptyDirectory();
        folders.forgetUnpacked(elsewhere.toString());
    }

    @Test
    void ofAConfigurationThatIsCopiedNothingElseStays() throws Exception {
        Path home = data.resolve("home");
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/models.json"), "{}");
        Files.writeString(home.resolve("config/a.cfg"), "a = b");
        Path config = data.resolve("mine");
        new Folders(home, config, data, data.resolve("run/1")).create();
        assertThat(config).isDirectoryContaining("glob:**a.cfg").isDirectoryNotContaining("glob:**.new");
        assertThat(config.resolve("a.cfg")).hasContent("a = b");
    }

    @Test
    void processesThatStartAtOnceMayMakeTheSameConfiguration() throws Exception {
        Path home = data.resolve("home");
        Files.createDirectories(home.resolve("config"));
        for (int i = 0; i < 50; i++) {
            Files.writeString(home.resolve("config/" + i + ".cfg"), "a = " + i);
        }
        Path config = data.resolve("mine");
        List<Callable<Void>> starts = Collections.nCopies(4, () -> {
            new Folders(home, config, data, data.resolve("run/1")).create();
            return null;
        });
        ExecutorService threads = Executors.newFixedThreadPool(starts.size());
        try {
            for (Future<Void> start : threads.invokeAll(starts)) {
                start.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(config.toFile().list()).hasSize(50);
        assertThat(config.resolve("49.cfg")).hasContent("a = 49");
    }

    @Test
    void aCommaInAPathIsRefused() {
        Path comma = data.resolve("a,b");
        assertThatThrownBy(() -> new Folders(data, comma, data, data.resolve("run/1")).create())
                .isInstanceOf(StartFailed.class)
                .hasMessageStartingWith("The configuration folder " + comma + " has a comma");
        assertThatThrownBy(() -> new Folders(comma, comma.resolve("config"), data, data.resolve("run/1")).create())
                .isInstanceOf(StartFailed.class)
                .hasMessageStartingWith("Alan lies in " + comma + ",");
        assertThat(comma).doesNotExist();
    }

    @Test
    void theFolderOfAnotherProcessIsNotTaken() throws Exception {
        folders.claim();
        assertThatThrownBy(folders::claim).isInstanceOf(StartFailed.class).hasMessageContaining("another process");
        assertThat(Folders.lock(data.resolve("run/1/lock"))).as("it is held under its final name").isFalse();
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws Exception {
        Path dead = data.resolve("run/2");
        Files.createDirectories(dead.resolve("tmp/deep"));
        Files.writeString(dead.resolve("tmp/deep/file"), "left");
        Files.writeString(dead.resolve("lock"), "");
        folders.claim();
        assertThat(dead).doesNotExist();
        assertThat(data.resolve("run/1/lock")).exists();
    }

    @Test
    void aProcessThatHoldsItsLockIsLeftAlone() throws Exception {
        Path alive = data.resolve("run/2");
        Files.createDirectories(alive);
        assertThat(Folders.lock(alive.resolve("lock"))).isTrue();
        folders.claim();
        assertThat(alive).exists();
    }

    @Test
    void aFolderWithoutALockIsLeftToAProcessThatIsJustStarting() throws Exception {
        Path starting = data.resolve("run/2");
        Path old = data.resolve("run/3");
        Files.createDirectories(starting);
        Files.createDirectories(old);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        folders.claim();
        assertThat(starting).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void aLockIsGivenOnce() throws Exception {
        assertThat(Folders.lock(data.resolve("node.lock"))).isTrue();
        assertThat(Folders.lock(data.resolve("node.lock"))).isFalse();
    }

    @Test
    void aLockOutlivesTheGarbageCollector() throws Exception {
        Path file = data.resolve("node.lock");
        Folders.lock(file);
        for (int i = 0; i < 5; i++) {
            System.gc();
            // Channels that were collected are closed by a thread of their own.
            Thread.sleep(20);
        }
        assertThat(Folders.lock(file)).isFalse();
    }
}
