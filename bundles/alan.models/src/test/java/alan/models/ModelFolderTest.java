package alan.models;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of a voice of one's own, which an engine opens as it is. */
class ModelFolderTest {
    private static final String CONFIG = "{\"model_type\": \"csm\", \"rope_theta\": 500000}";

    @TempDir
    Path outside;

    private Path folder;
    private Setting setting;

    @BeforeEach
    void aVoiceInOneFile() throws IOException {
        setting = new Setting(outside);
        setting.models();
        folder = Files.createDirectory(outside.resolve("mi voz ñandú"));
        write("config.json", CONFIG);
        write("tokenizer.json", "{}");
        write("model.safetensors", "weights");
        write("trainer_state.json", "{}");
        write("adapter_model.safetensors", "what was merged");
        write("checkpoint-60/model.safetensors", "older weights");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void index(String name, String... shards) throws IOException {
        StringBuilder map = new StringBuilder();
        for (String shard : shards) {
            map.append(map.isEmpty() ? "" : ", ").append("\"tensor").append(map.length()).append("\": \"").append(shard).append('"');
        }
        write(name, "{\"metadata\": {\"total_size\": 7}, \"weight_map\": {" + map + "}}");
    }

    private InstalledModel add(Set<String> languages) throws Exception {
        return setting.catalogue().add(new ModelAddition("mine", null, null, folder.toString(), languages, null), Models.Progress.NONE);
    }

    private Said said() {
        Said said = Said.when(() -> add(Set.of("es")));
        assertThat(setting.catalogue().list()).isEmpty();
        return said;
    }

    @Test
    void itIsUsedInPlaceAndSurvivesARestart() throws Exception {
        add(Set.of("es", "en"));
        InstalledModel model = setting.catalogue().require("mine");

        assertThat(model.model().kind()).isEqualTo(EngineKind.TTS);
        assertThat(model.model().engine()).isEqualTo("csm");
        assertThat(model.model().title()).isEqualTo("mi voz ñandú (CSM)");
        assertThat(model.model().languages()).containsExactlyInAnyOrder("es", "en");
        assertThat(model.files()).containsOnlyKeys("config.json", "tokenizer.json", "model.safetensors");
        assertThat(model.file("config.json")).isEqualTo(folder.resolve("config.json"));
        assertThat(setting.filesOfData()).containsExactly("added.json");
        assertThat(setting.catalogue().remove("mine")).isZero();
        assertThat(folder.resolve("model.safetensors")).hasContent("weights");
    }

    @Test
    void ofSeveralFilesThoseThatAnIndexNamesBelongToIt() throws Exception {
        index("transformers.safetensors.index.json", "a-1.safetensors", "a-2.safetensors", "a-1.safetensors");
        write("a-1.safetensors", "1");
        write("a-2.safetensors", "2");
        assertThat(add(Set.of("en")).files()).containsOnlyKeys("config.json", "tokenizer.json", "transformers.safetensors.index.json",
                "a-1.safetensors", "a-2.safetensors");
    }

    @Test
    void theOriginalRepositorysHasItsCodecInAFolderOfItsOwn() throws Exception {
        write("config.json", "{\"backbone_flavor\": \"llama-1B\", \"decoder_flavor\": \"llama-100M\"}");
        write("mimi/config.json", "{}");
        write("mimi/model.safetensors", "codec");
        assertThat(add(Set.of("en")).files())
                .containsOnlyKeys("config.json", "tokenizer.json", "model.safetensors", "mimi/config.json", "mimi/model.safetensors")
                .containsEntry("mimi/model.safetensors", folder.resolve("mimi/model.safetensors"));
    }

    @Test
    void whatItSpeaksMustBeSaid() {
        Said.when(() -> add(Set.of())).english("Say what the voice speaks, with --languages en or --languages es,en: the files in " + folder)
                .spanish("Indica qué habla la voz, con --languages es");
        Said.when(() -> add(null)).english("Say what the voice speaks");
    }

    @Test
    void aFolderOfAnotherModelIsNone() throws Exception {
        write("config.json", "{\"model_type\": \"llama\"}");
        said().english("The folder " + folder + " cannot be imported").spanish("No se puede importar la carpeta");
        // What transformers saves keeps the keys of the file that a training began with.
        write("config.json", "{\"model_type\": \"llama\", \"backbone_flavor\": \"llama-1B\"}");
        said().english("cannot be imported");
    }

    @Test
    void aSettingsFileThatIsBroken() throws Exception {
        write("config.json", "{\n\"model_type\": ");
        said().english("The model mine cannot be added from " + folder + ": config.json, line 2: it is no JSON")
                .spanish("config.json, línea 2: no es JSON");
        write("config.json", "{\"model_type\": 7}");
        said().english("config.json, line 1: \"model_type\" must be a text");
    }

    @Test
    void aFolderThatLacksSomething() throws Exception {
        Files.delete(folder.resolve("tokenizer.json"));
        said().english("the folder has no tokenizer.json").spanish("a la carpeta le falta tokenizer.json");
        write("tokenizer.json", "{}");
        write("mimi/model.safetensors", "codec");
        said().english("the folder has no mimi/config.json");
        write("mimi/config.json", "{}");
        Files.delete(folder.resolve("mimi/model.safetensors"));
        said().english("there are no weights (model.safetensors, or several files with an index) in " + folder.resolve("mimi"))
                .spanish("no hay pesos (model.safetensors, o varios");
    }

    @Test
    void weightsThatAreOthers() throws Exception {
        Files.delete(folder.resolve("model.safetensors"));
        Files.delete(folder.resolve("adapter_model.safetensors"));
        said().english("there are no weights");
        write("ckpt.pt", "pickle");
        said().english("its weights are files of PyTorch").spanish("sus pesos son archivos de PyTorch");
        write("adapter_model.safetensors", "lora");
        said().english("adapter_model.safetensors is a LoRA adapter without its model").spanish("es un adaptador LoRA sin su modelo");
    }

    @Test
    void anIndexOfWhatIsNotThereOrElsewhere() throws Exception {
        index("model.safetensors.index.json", "model-00001-of-00002.safetensors");
        said().english("the folder has no model-00001-of-00002.safetensors");
        index("model.safetensors.index.json", "../model.safetensors");
        said().english("\"../model.safetensors\" cannot be the name of a file beside it").spanish("no puede ser el nombre de un archivo de la misma");
        write("model.safetensors.index.json", "{}");
        said().english("model.safetensors.index.json, line 1: \"weight_map\" is missing");
    }
}
