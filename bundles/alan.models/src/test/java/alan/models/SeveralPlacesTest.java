package alan.models;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.model.InstalledModel;
import alan.models.io.Checksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of several files, of which some are in the Hub's cache. An engine may open it as a folder. */
class SeveralPlacesTest {
    private static final byte[] CONFIG = Setting.someBytes(300);
    private static final byte[] CODEC = Setting.someBytes(500);
    private static final byte[] WEIGHTS = Setting.someBytes(9_000);

    @TempDir
    Path folder;

    private final FakeHub hub = new FakeHub();
    private Setting setting;
    private Path snapshot;
    private Path own;

    @BeforeEach
    void threeFiles() throws IOException {
        setting = new Setting(folder, hub);
        own = setting.data.resolve("models/m");
        hub.large("o/n/config.json", CONFIG);
        hub.large("o/n/mimi/model", CODEC);
        hub.large("o/n/weights", WEIGHTS);
        Files.writeString(setting.catalogueFile, """
                {"models": [{"id": "m", "title": "a voice", "kind": "tts", "engine": "csm", "files": [%s, %s, %s]}]}"""
                .formatted(file("config.json", CONFIG), file("mimi/model", CODEC), file("weights", WEIGHTS)));
        snapshot = Files.createDirectories(folder.resolve("hf/hub/models--o--n/snapshots/" + FakeHub.COMMIT));
        Files.createDirectories(snapshot.resolve("mimi"));
        Files.writeString(Files.createDirectories(folder.resolve("hf/hub/models--o--n/refs")).resolve("main"), FakeHub.COMMIT);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static String file(String name, byte[] bytes) {
        return "{\"name\": \"%s\", \"bytes\": %d, \"sha256\": \"%s\", \"sources\": [{\"hub\": \"o/n\", \"file\": \"%s\"}]}"
                .formatted(name, bytes.length, FakeHub.sha256(bytes), name);
    }

    private InstalledModel fetch() throws Exception {
        Setting.fetch(setting.catalogue(), "m");
        return setting.catalogue().require("m");
    }

    private void cached(String name, byte[] bytes) throws IOException {
        Files.write(snapshot.resolve(name), bytes);
    }

    private void assertAllIn(Path place, InstalledModel model) {
        assertThat(model.file("config.json")).isEqualTo(place.resolve("config.json")).hasBinaryContent(CONFIG);
        assertThat(model.file("mimi/model")).isEqualTo(place.resolve("mimi/model")).hasBinaryContent(CODEC);
        assertThat(model.file("weights")).isEqualTo(place.resolve("weights")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void allOfTheCacheStayThere() throws Exception {
        cached("config.json", CONFIG);
        cached("mimi/model", CODEC);
        cached("weights", WEIGHTS);
        assertAllIn(snapshot, fetch());
        assertThat(setting.filesOfData()).isEmpty();
    }

    @Test
    void someOfTheCacheAreLinkedBesideTheOthers() throws Exception {
        cached("config.json", CONFIG);
        cached("mimi/model", CODEC);
        assertAllIn(own, fetch());
        assertThat(own.resolve("mimi/model")).isSymbolicLink();
        assertThat(Files.isRegularFile(own.resolve("weights"), LinkOption.NOFOLLOW_LINKS)).isTrue();

        assertThat(setting.catalogue().remove("m")).isEqualTo(WEIGHTS.length);
        assertThat(own).doesNotExist();
        assertThat(snapshot.resolve("mimi/model")).hasBinaryContent(CODEC);
    }

    @Test
    void whatLeavesTheCacheIsFetched() throws Exception {
        cached("mimi/model", CODEC);
        fetch();
        Files.delete(snapshot.resolve("mimi/model"));
        assertThat(setting.catalogue().installed("m")).isEmpty();
        assertAllIn(own, fetch());
        assertThat(Files.isSymbolicLink(own.resolve("mimi/model"))).isFalse();
    }

    @Test
    void aFileIsKnownByItsLfsPointerToo() throws Exception {
        String sha256 = FakeHub.sha256(WEIGHTS);
        String pointer = Checksum.lfs(WEIGHTS.length, sha256);
        String text = Files.readString(setting.catalogueFile);
        Files.writeString(setting.catalogueFile, text.replace("\"sha256\": \"" + sha256, "\"git-lfs\": \"" + pointer));
        assertThat(fetch().model().files()).extracting("sha256").containsExactly(FakeHub.sha256(CONFIG), FakeHub.sha256(CODEC), "");
        assertAllIn(own, fetch());

        setting.catalogue().remove("m");
        byte[] other = Arrays.copyOf(WEIGHTS, WEIGHTS.length);
        other[5]++;
        hub.large("o/n/weights", other);
        long downloads = hub.count("storage", "GET");
        Files.createDirectories(own);
        Files.write(own.resolve("weights"), other);
        Said.when(this::fetch).english("the file there now is another one", "put the file of 9000 bytes at " + own.resolve("weights"))
                .spanish("coloca el archivo de 9000 bytes en " + own.resolve("weights"));
        assertThat(hub.count("storage", "GET")).isEqualTo(downloads + 2);
    }
}
