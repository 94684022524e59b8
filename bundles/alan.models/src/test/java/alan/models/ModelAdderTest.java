package alan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelAdderTest {
    private static final byte[] GGUF = "GGUF and what follows".getBytes();
    private static final byte[] WHISPER = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(0x67676d6c)
            .putInt(51_865).array();
    private static final byte[] SETTINGS = """
            {"audio": {"sample_rate": 22050}, "language": {"code": "es_MX", "family": "es"}, "phoneme_id_map": {}}""".getBytes();

    @TempDir
    Path folder;

    private final FakeHub hub = new FakeHub();
    private Setting setting;

    @BeforeEach
    void anEmptyCatalogue() throws IOException {
        setting = new Setting(folder, hub);
        setting.models();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static ModelAddition addition(String source) {
        return new ModelAddition("mine", null, null, source, Set.of(), null);
    }

    private InstalledModel add(String source) throws AlanException {
        return setting.catalogue().add(addition(source), Models.Progress.NONE);
    }

    private Path local(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private void assertAsBefore() throws IOException {
        assertThat(setting.catalogue().list()).isEmpty();
        assertThat(setting.filesOfData()).isEmpty();
    }

    @Test
    void aLanguageModelIsUsedInPlaceAndSurvivesARestart() throws Exception {
        Path file = local("Some Model.gguf", GGUF);
        Model model = add(file.toString()).model();

        assertThat(model.kind()).isEqualTo(EngineKind.LLM);
        assertThat(model.engine()).isEqualTo("llama");
        assertThat(model.licence()).isEqualTo("not known");
        Catalogue later = setting.catalogue();
        assertThat(later.list()).containsExactly(model);
        assertThat(later.require("mine").fileEnding(".gguf")).isEqualTo(file);
        assertThat(setting.filesOfData()).containsExactly("added.json");
    }

    @Test
    void whatThePersonSaysOfAModelHolds() throws Exception {
        Path file = local("odd.dat", new byte[9]);
        ModelAddition said = new ModelAddition("mine", EngineKind.TTS, "kokoro", file.toString(), Set.of("ja"), "MIT");
        Model model = setting.catalogue().add(said, Models.Progress.NONE).model();
        assertThat(model.kind()).isEqualTo(EngineKind.TTS);
        assertThat(model.engine()).isEqualTo("kokoro");
        assertThat(model.languages()).containsExactly("ja");
        assertThat(model.licence()).isEqualTo("MIT");
    }

    @Test
    void aWhisperModelIsToldByItsContent() throws Exception {
        Model model = add(local("ggml-mine.bin", WHISPER).toString()).model();
        assertThat(model.kind()).isEqualTo(EngineKind.STT);
        assertThat(model.engine()).isEqualTo("whisper");
        assertThat(model.languages()).isEmpty();

        byte[] english = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(0x67676d6c).putInt(51_864).array();
        String file = local("ggml-english.bin", english).toString();
        ModelAddition other = new ModelAddition("english", null, null, file, Set.of(), null);
        assertThat(setting.catalogue().add(other, Models.Progress.NONE).model().languages()).containsExactly("en");
    }

    @Test
    void aPiperVoiceHasTwoFilesALanguageAndAName() throws Exception {
        local("es_MX-v-medium.onnx.json", SETTINGS);
        InstalledModel voice = add(local("es_MX-v-medium.onnx", new byte[50]).toString());
        assertThat(voice.model().kind()).isEqualTo(EngineKind.TTS);
        assertThat(voice.model().languages()).containsExactly("es");
        assertThat(voice.model().properties()).containsEntry("voice", "es_MX-v-medium");
        assertThat(voice.files()).containsOnlyKeys("es_MX-v-medium.onnx", "es_MX-v-medium.onnx.json");
    }

    @Test
    void aFolderOfAForeignFormatIsConverted() throws Exception {
        setting.imports.add(new FakeImport());
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.write(foreign.resolve("a"), GGUF);
        Files.write(foreign.resolve("b"), GGUF);
        InstalledModel model = add(foreign.toString());

        assertThat(model.model().kind()).isEqualTo(EngineKind.LLM);
        assertThat(model.model().title()).isEqualTo("made.gguf (GGUF)");
        assertThat(model.file("made.gguf")).isEqualTo(setting.data.resolve("models/mine/made.gguf"))
                .hasBinaryContent(FakeImport.result(GGUF, GGUF));

        Files.delete(model.file("made.gguf"));
        assertThat(Setting.fetch(setting.catalogue(), "mine").file("made.gguf")).exists();
    }

    @Test
    void aFolderOfNoKnownFormatIsRefused() throws Exception {
        assertThatThrownBy(() -> add(folder.toString()))
                .hasMessageContaining("cannot be imported, for no import is installed");
        setting.imports.add(new FakeImport());
        assertThatThrownBy(() -> add(folder.toString())).hasMessageContaining("(fake)");
        assertAsBefore();
    }

    @Test
    void whatIsNoModelIsRefused() throws Exception {
        Path text = local("text.txt", "hello".getBytes());
        assertThatThrownBy(() -> add(text.toString())).hasMessageContaining("text.txt is neither a GGUF language model, nor");
        assertThatThrownBy(() -> add(folder.resolve("none").toString())).hasMessageContaining("There is no file or folder");
        assertThatThrownBy(() -> add("\0")).isInstanceOf(AlanException.class);
        byte[] other = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(0x67676d6c).putInt(3).array();
        Path ggml = local("ggml-other.bin", other);
        assertThatThrownBy(() -> add(ggml.toString())).hasMessageContaining("is neither");
        local("v.onnx.json", "{\"a\": 1}".getBytes());
        Path voice = local("v.onnx", new byte[5]);
        assertThatThrownBy(() -> add(voice.toString()))
                .hasMessageContaining("v.onnx.json, line 1: it is not the settings of a Piper voice");
        assertAsBefore();
    }

    @Test
    void whatCannotStandInACatalogueIsRefused() throws Exception {
        String file = local("m.gguf", GGUF).toString();
        Catalogue catalogue = setting.catalogue();
        for (ModelAddition wrong : new ModelAddition[] {
            new ModelAddition("Mine", null, null, file, Set.of(), null),
            new ModelAddition("../mine", null, null, file, Set.of(), null),
            new ModelAddition(null, null, null, file, Set.of(), null),
            new ModelAddition("mine", null, "Llama 3", file, Set.of(), null),
            new ModelAddition("mine", null, null, file, Set.of("English"), null),
            new ModelAddition("mine", null, null, " ", Set.of(), null),
        }) {
            assertThatThrownBy(() -> catalogue.add(wrong, Models.Progress.NONE)).isInstanceOf(AlanException.class);
        }
        assertAsBefore();
    }

    @Test
    void anIdIsTakenOnce() throws Exception {
        String file = local("m.gguf", GGUF).toString();
        add(file);
        assertThatThrownBy(() -> add(file)).hasMessageContaining("There is a model mine already");
    }

    @Test
    void aRemovedModelOfOnesOwnLeavesTheCatalogueButNotTheDisk() throws Exception {
        Path file = local("m.gguf", GGUF);
        add(file.toString());
        assertThat(setting.catalogue().remove("mine")).isZero();
        assertThat(setting.catalogue().list()).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void aFileOfTheHubIsFetchedAndKeepsItsCommit() throws Exception {
        hub.large("o/n/sub/m.gguf", GGUF);
        InstalledModel model = add("hub:o/n@v1/sub/m.gguf");
        assertThat(model.file("m.gguf")).isEqualTo(setting.data.resolve("models/mine/m.gguf")).hasBinaryContent(GGUF);
        assertThat(model.model().files().get(0).sha256()).isEqualTo(FakeHub.sha256(GGUF));

        setting.catalogue().list();
        assertThat(Files.readString(setting.data.resolve("models/added.json")))
                .contains("\"revision\" : \"" + FakeHub.COMMIT + "\"");
        Files.delete(model.file("m.gguf"));
        assertThat(Setting.fetch(setting.catalogue(), "mine").file("m.gguf")).hasBinaryContent(GGUF);
        assertThat(setting.catalogue().remove("mine")).isEqualTo(GGUF.length);
        assertAsBeforeButForAdded();
    }

    private void assertAsBeforeButForAdded() throws IOException {
        assertThat(setting.catalogue().list()).isEmpty();
        assertThat(setting.filesOfData()).containsExactly("added.json");
    }

    @Test
    void aPiperVoiceOfTheHubComesWithItsSettings() throws Exception {
        hub.large("o/n/v.onnx", new byte[70]);
        hub.small("o/n/v.onnx.json", SETTINGS);
        InstalledModel voice = add("hub:o/n/v.onnx");
        assertThat(voice.files()).containsOnlyKeys("v.onnx", "v.onnx.json");
        assertThat(voice.model().languages()).containsExactly("es");
        assertThat(voice.model().properties()).containsEntry("voice", "v");
        assertThat(setting.filesOfData()).containsExactly("added.json", "mine/v.onnx", "mine/v.onnx.json");
    }

    @Test
    void aFileOfTheHubThatIsInItsCacheIsUsedInPlaceEvenOffline() throws Exception {
        Path snapshot = Files.createDirectories(folder.resolve("hf/hub/models--o--n/snapshots/" + FakeHub.COMMIT));
        Files.writeString(Files.createDirectories(folder.resolve("hf/hub/models--o--n/refs")).resolve("main"), FakeHub.COMMIT);
        Path cached = Files.write(snapshot.resolve("m.gguf"), GGUF);
        setting.environment.put("HF_HUB_OFFLINE", "1");
        assertThat(add("hub:o/n/m.gguf").file("m.gguf")).isEqualTo(cached);
        assertThat(setting.catalogue().require("mine").file("m.gguf")).isEqualTo(cached);
    }

    @Test
    void whatTheHubDoesNotGiveLeavesTheCatalogueAsItWas() throws Exception {
        assertThatThrownBy(() -> add("hub:o/n/none.gguf")).hasMessageContaining("it has no file none.gguf in o/n");
        assertThatThrownBy(() -> add("hub:nonsense")).hasMessageContaining("write hub:OWNER/NAME/FILE");
        hub.large("o/n/text.gguf", "no model".getBytes());
        assertThatThrownBy(() -> add("hub:o/n/text.gguf")).hasMessageContaining("text.gguf is neither");
        hub.large("o/n/v.onnx", new byte[70]);
        assertThatThrownBy(() -> add("hub:o/n/v.onnx")).hasMessageContaining("it has no file v.onnx.json");
        hub.large("o/n/big.gguf", GGUF);
        setting.room = 5;
        assertThatThrownBy(() -> add("hub:o/n/big.gguf")).hasMessageContaining("There is not enough room");
        assertAsBefore();
    }

    @Test
    void aBrokenFileOfAddedModelsIsLeftAlone() throws Exception {
        Path file = local("m.gguf", GGUF);
        Path added = setting.data.resolve("models/added.json");
        Files.createDirectories(added.getParent());
        Files.writeString(added, "{broken");
        assertThatThrownBy(() -> add(file.toString())).hasMessageStartingWith(added + ", line 1");
        assertThat(added).hasContent("{broken");
        assertThat(setting.filesOfData()).containsExactly("added.json");
    }

    @Test
    void aModelThatAlanBringsUnderTheSameIdComesFirst() throws Exception {
        add(local("m.gguf", GGUF).toString());
        setting.models(Setting.model("mine", "f", 1, "0".repeat(64)));
        assertThat(setting.catalogue().list()).extracting(Model::title).containsExactly("a model");
    }
}
