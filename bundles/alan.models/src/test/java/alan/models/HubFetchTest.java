package alan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import alan.models.FakeHub.Refusal;
import alan.models.FakeHub.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubFetchTest {
    private static final byte[] BYTES = Setting.someBytes(700_000);
    private static final String SHA256 = FakeHub.sha256(BYTES);
    private static final String SOURCE = "{\"hub\": \"o/n\", \"file\": \"f.gguf\"}";

    @TempDir
    Path folder;

    private final FakeHub hub = new FakeHub();
    private Setting setting;

    @BeforeEach
    void aModelOfTheHub() throws IOException {
        setting = new Setting(folder, hub);
        setting.oneModel("f.gguf", BYTES, SOURCE);
        hub.large("o/n/f.gguf", BYTES);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private InstalledModel fetch() throws AlanException {
        return Setting.fetch(setting.catalogue(), "m");
    }

    private Path part() {
        return setting.data.resolve("models/.part").resolve(SHA256);
    }

    private void partial(byte[] bytes, int length) throws IOException {
        Files.createDirectories(part().getParent());
        Files.write(part(), Arrays.copyOf(bytes, length));
    }

    @Test
    void aFileComesThroughTheRedirectIntoItsPlace() throws Exception {
        InstalledModel model = fetch();

        assertThat(model.file("f.gguf")).isEqualTo(setting.data.resolve("models/m/f.gguf")).hasBinaryContent(BYTES);
        assertThat(setting.filesOfData()).containsExactly("m/f.gguf");
        assertThat(setting.catalogue().installed("m")).isPresent();
    }

    @Test
    void theTokenGoesToTheHubAndNotToTheStorage() throws Exception {
        setting.environment.put("HF_TOKEN", "hf_secret");
        hub.detours.set(2);
        fetch();

        assertThat(hub.requests).filteredOn(request -> request.server().equals("hub")).hasSizeGreaterThanOrEqualTo(4)
                .extracting(Request::authorization).containsOnly("Bearer hf_secret");
        assertThat(hub.requests).filteredOn(request -> request.server().equals("storage")).isNotEmpty()
                .extracting(Request::authorization).containsOnlyNulls();
    }

    @Test
    void anEndlessDetourIsGivenUp() {
        hub.detours.set(1000);
        assertThatThrownBy(this::fetch).hasMessageContaining("redirects without end");
    }

    @Test
    void progressIsToldFromTheFirstByteToTheLast() throws Exception {
        List<Long> done = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        setting.catalogue().fetch("m", (file, source, now, total) -> {
            assertThat(file).isEqualTo("f.gguf");
            sources.add(source);
            done.add(now);
        });
        assertThat(done).isSorted().last().isEqualTo((long) BYTES.length);
        assertThat(sources).containsOnly("Hugging Face Hub o/n");
    }

    @Test
    void aCutConnectionIsGoneOnWithWhereItBroke() throws Exception {
        hub.cuts.addAll(List.of(200_000, 300_000));
        fetch();

        assertThat(setting.data.resolve("models/m/f.gguf")).hasBinaryContent(BYTES);
        // Java's client drops some of what it had read when a connection breaks, so where it goes on is not exact.
        List<Long> begun = hub.requests.stream()
                .filter(request -> request.server().equals("storage"))
                .map(HubFetchTest::from)
                .toList();
        assertThat(begun).hasSize(3).isSorted().startsWith(0L);
        assertThat(begun.get(1)).isBetween(1L, 200_000L);
        assertThat(begun.get(2)).isBetween(begun.get(1) + 1, begun.get(1) + 300_000);
    }

    private static long from(Request request) {
        return request.range() == null ? 0 : Long.parseLong(request.range().replaceAll("bytes=(\\d+)-", "$1"));
    }

    @Test
    void aConnectionThatFallsSilentIsBrokenOffAndGoneOnWith() throws Exception {
        setting.environment.put("HF_HUB_DOWNLOAD_TIMEOUT", "1");
        hub.silent = true;
        hub.cuts.add(100_000);
        fetch();

        assertThat(setting.data.resolve("models/m/f.gguf")).hasBinaryContent(BYTES);
        assertThat(from(hub.requests.get(hub.requests.size() - 1))).isBetween(1L, 100_000L);
    }

    @Test
    void whatCameBeforeARestartIsNotFetchedAgain() throws Exception {
        hub.cuts.addAll(List.of(250_000, 0, 0, 0, 0, 0, 0, 0));
        assertThatThrownBy(this::fetch).hasMessageContaining("the connection breaks off");
        long came = Files.size(part());
        assertThat(came).isBetween(1L, 250_000L);
        assertThat(setting.data.resolve("models/m/f.gguf")).doesNotExist();

        hub.cuts.clear();
        hub.requests.clear();
        fetch();
        assertThat(hub.requests).extracting(Request::range).contains("bytes=" + came + "-");
        assertThat(setting.data.resolve("models/m/f.gguf")).hasBinaryContent(BYTES);
    }

    @Test
    void aWrongBeginningIsThrownAwayAndTheFileFetchedAnew() throws Exception {
        partial(Setting.someBytes(1_000), 1_000);
        fetch();
        assertThat(setting.data.resolve("models/m/f.gguf")).hasBinaryContent(BYTES);
        assertThat(setting.filesOfData()).containsExactly("m/f.gguf");
    }

    @Test
    void aPartThatIsTooLongIsThrownAway() throws Exception {
        partial(BYTES, BYTES.length + 5);
        fetch();
        assertThat(setting.data.resolve("models/m/f.gguf")).hasBinaryContent(BYTES);
    }

    @Test
    void aPartThatIsWholeIsOnlyChecked() throws Exception {
        partial(BYTES, BYTES.length);
        fetch();
        assertThat(hub.count("storage", "GET")).isZero();
    }

    @Test
    void aWrongChecksumIsSaidAndLeavesNothingBehind() throws Exception {
        byte[] wrong = Setting.someBytes(700_000);
        wrong[5]++;
        hub.files.put("o/n/f.gguf", new FakeHub.Blob(wrong, "an-etag", true));

        assertThatThrownBy(this::fetch).isInstanceOf(AlanException.class)
                .hasMessageContaining("Hugging Face Hub o/n: wrong checksum (SHA-256 " + FakeHub.sha256(wrong) + ")");
        assertThat(setting.filesOfData()).isEmpty();
    }

    @Test
    void aChecksumThatTheHubAnnouncesWrongSavesTheDownload() {
        byte[] wrong = Setting.someBytes(700_000);
        wrong[5]++;
        hub.large("o/n/f.gguf", wrong);

        assertThatThrownBy(this::fetch).hasMessageContaining("the file there now is another one");
        assertThat(hub.count("storage", "GET")).isZero();
    }

    @Test
    void afterAWrongChecksumTheNextSourceIsTried() throws Exception {
        byte[] wrong = Setting.someBytes(700_000);
        wrong[5]++;
        hub.files.put("o/n/f.gguf", new FakeHub.Blob(wrong, "an-etag", true));
        Path local = folder.resolve("local.gguf");
        Files.write(local, BYTES);
        setting.oneModel("f.gguf", BYTES, SOURCE, "{\"path\": \"" + local + "\"}");

        assertThat(fetch().file("f.gguf")).isEqualTo(local);
        assertThat(setting.filesOfData()).isEmpty();
    }

    @Test
    void aGatedModelSaysToAcceptItsLicenceAndToLogIn() {
        hub.refusals.put("o/n/f.gguf", new Refusal(403, "GatedRepo"));
        assertThatThrownBy(this::fetch)
                .hasMessageContaining("accept it on the model's page " + hub.endpoint() + "/o/n and log in (hf auth login");
    }

    @Test
    void aModelThatIsHiddenSaysToLogIn() {
        hub.refusals.put("o/n/f.gguf", new Refusal(401, "RepoNotFound"));
        assertThatThrownBy(this::fetch).hasMessageContaining("accept the licence on the model's page")
                .hasMessageContaining("hf auth login");
    }

    @Test
    void aMissingFileOrRevisionIsNamed() {
        hub.files.clear();
        assertThatThrownBy(this::fetch).hasMessageContaining("it has no file f.gguf in o/n");
        hub.refusals.put("o/n/f.gguf", new Refusal(404, "RevisionNotFound"));
        assertThatThrownBy(this::fetch).hasMessageContaining("it has no revision main of o/n");
    }

    @Test
    void aBusyHubIsAskedAgain() throws Exception {
        hub.busy.set(2);
        assertThat(fetch().file("f.gguf")).hasBinaryContent(BYTES);
    }

    @Test
    void aHubThatStaysBusyIsGivenUp() {
        hub.busy.set(1000);
        assertThatThrownBy(this::fetch).hasMessageContaining("it answers with status 503");
        assertThat(hub.requests).hasSizeLessThan(10);
    }

    @Test
    void whatIsNoHubIsToldApart() throws Exception {
        try (FakeHub storageOnly = new FakeHub()) {
            storageOnly.refusals.put("o/n/f.gguf", new Refusal(200, "x"));
            setting.environment.put("HF_ENDPOINT", storageOnly.endpoint());
            assertThatThrownBy(this::fetch).hasMessageContaining("what answers there is no Hub: check HF_ENDPOINT");
        }
    }

    @Test
    void offlineNothingIsAsked() {
        setting.environment.put("HF_HUB_OFFLINE", "1");
        assertThatThrownBy(this::fetch).hasMessageContaining("HF_HUB_OFFLINE is set");
        assertThat(hub.requests).isEmpty();
    }

    @Test
    void aHubThatCannotBeReachedIsTriedOnceForAllFiles() throws Exception {
        hub.busy.set(1_000_000);
        setting.models(
                Setting.model("m", "a", 1, "0".repeat(64), SOURCE),
                Setting.model("n", "b", 1, "1".repeat(64), SOURCE));
        Catalogue catalogue = setting.catalogue();
        assertThatThrownBy(() -> Setting.fetch(catalogue, "m")).hasMessageContaining("status 503");
        int asked = hub.requests.size();
        assertThatThrownBy(() -> Setting.fetch(catalogue, "n")).hasMessageContaining("status 503");
        assertThat(hub.requests).hasSize(asked);

        setting.environment.put("HF_ENDPOINT", "http://127.0.0.1:1");
        assertThatThrownBy(() -> Setting.fetch(setting.catalogue(), "n")).hasMessageContaining("127.0.0.1 cannot be reached: check the network");
    }

    @Test
    void aFileInTheHubsCacheIsUsedInPlaceWithoutTheNetwork() throws Exception {
        Path cached = cache(BYTES);
        setting.environment.put("HF_HUB_OFFLINE", "1");

        assertThat(fetch().file("f.gguf")).isEqualTo(cached);
        assertThat(setting.filesOfData()).isEmpty();
        assertThat(setting.catalogue().remove("m")).isZero();
        assertThat(cached).exists();
        assertThat(setting.catalogue().installed("m")).isEmpty();
    }

    @Test
    void anotherFileInTheHubsCacheIsPassedOver() throws Exception {
        byte[] other = BYTES.clone();
        other[0]++;
        cache(other);
        assertThat(fetch().file("f.gguf")).isEqualTo(setting.data.resolve("models/m/f.gguf")).hasBinaryContent(BYTES);
    }

    @Test
    void aModelIsGoneWhenTheHubsCacheIsEmptied() throws Exception {
        Path cached = cache(BYTES);
        Catalogue catalogue = setting.catalogue();
        Setting.fetch(catalogue, "m");
        Files.delete(cached);

        assertThat(catalogue.installed("m")).isEmpty();
        assertThatThrownBy(() -> catalogue.require("m")).hasMessageContaining("run alan:model-get m");
        assertThat(Setting.fetch(catalogue, "m").file("f.gguf")).hasBinaryContent(BYTES);
    }

    /**
     * Lays the file into the Hub's cache the way huggingface_hub does: a blob, a link to it in a snapshot, a reference to the
     * snapshot.
     */
    private Path cache(byte[] bytes) throws IOException {
        Path repository = folder.resolve("hf/hub/models--o--n");
        Path snapshot = Files.createDirectories(repository.resolve("snapshots/" + FakeHub.COMMIT));
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs/main"), FakeHub.COMMIT);
        Path blob = Files.createDirectories(repository.resolve("blobs")).resolve(FakeHub.sha256(bytes));
        Files.write(blob, bytes);
        return Files.createSymbolicLink(snapshot.resolve("f.gguf"), Path.of("../../blobs/" + blob.getFileName()));
    }
}
