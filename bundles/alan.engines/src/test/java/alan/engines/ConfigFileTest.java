package alan.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path folder;

    @Test
    void aKeyIsReplacedAndEverythingElseStays() throws Exception {
        Files.writeString(folder.resolve("alan.engines.cfg"), "# my choice\nstt = whisper\n\n# and this\ntts=piper\n");
        ConfigFile file = new ConfigFile(folder, "alan.engines");
        file.set("stt", "other");
        assertThat(file.text()).isEqualTo("# my choice\nstt = other\n\n# and this\ntts=piper\n");
        assertThat(file.read()).containsEntry("stt", "other").containsEntry("tts", "piper").hasSize(2);
    }

    @Test
    void aCommentedKeyIsBroughtToLifeWhereItStands() throws Exception {
        Files.writeString(folder.resolve("p.cfg"), "# The model\n#model = a\n# modelling = fun\nthreads = 2\n");
        ConfigFile file = new ConfigFile(folder, "p");
        file.set("model", "b");
        assertThat(file.text()).isEqualTo("# The model\nmodel = b\n# modelling = fun\nthreads = 2\n");
    }

    @Test
    void aMissingFileIsMadeAndNothingElseIsLeftInTheFolder() throws Exception {
        ConfigFile file = new ConfigFile(folder, "p");
        file.set("tts", "(&(alan.engine=csm)(alan.backend=onnx))");
        assertThat(file.read()).containsEntry("tts", "(&(alan.engine=csm)(alan.backend=onnx))");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("p.cfg"));
        }
    }

    @Test
    void takingBackAFileThatWasNotThereRemovesIt() throws Exception {
        ConfigFile file = new ConfigFile(folder, "p");
        String before = file.text();
        file.set("a", "b");
        file.replace(before);
        assertThat(folder.resolve("p.cfg")).doesNotExist();
    }
}
