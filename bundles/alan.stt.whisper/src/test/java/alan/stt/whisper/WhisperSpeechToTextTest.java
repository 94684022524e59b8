package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.testing.OneModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperSpeechToTextTest {
    @TempDir
    Path folder;

    @Test
    void itTellsWhatItIsWithoutLoading() {
        EngineInfo info = engine(new Settings("whisper-base", 3, 1)).info();
        assertThat(info.loaded()).isFalse();
        assertThat(info.models()).containsExactly("whisper-base");
        assertThat(info.device()).isEqualTo("cpu");
        assertThat(info.languages()).contains("en", "es", "de");
        assertThat(info.details()).containsEntry("threads", "3").containsEntry("decoding", "greedy");
    }

    @Test
    void theCatalogueTellsWhichModelKnowsEnglishOnly() {
        Model english = new Model("whisper-tiny-en", "Tiny", EngineKind.STT, "whisper", Set.of("en"), "MIT", 0,
                List.of(new Model.File("ggml-tiny.en.bin", 1, "", List.of())), Map.of());
        OneModel models = new OneModel(new InstalledModel(english, Map.of()));
        assertThat(new WhisperSpeechToText(folder, models, new Settings("whisper-tiny-en", 0, 5)).info().languages())
                .containsExactly("en");
    }

    @Test
    void theLanguagesSpokenHereMayBeWrittenWithCommas() {
        assertThat(engine(new Settings("whisper-base", 0, 1, "en, es")).info().languages()).containsExactly("en", "es");
        assertThat(engine(new Settings("whisper-base", 0, 1, "en", "jv")).info().languages()).containsExactly("en", "jv");
    }

    @Test
    void aLanguageThatDoesNotExistIsToldWhenItIsToBeLoaded() {
        WhisperSpeechToText engine = engine(new Settings("whisper-base", 0, 1, "klingon"));
        assertThatThrownBy(engine::load).isInstanceOf(AlanException.class).hasMessageContaining("'klingon'");
    }

    @Test
    void aModelThatIsNotInstalledIsTheCataloguesSentence() {
        WhisperSpeechToText engine = engine(Settings.of("whisper-huge"));
        assertThatThrownBy(engine::load).hasMessage("The model whisper-huge is not installed.");
        assertThat(engine.info().loaded()).isFalse();
    }

    @Test
    void aModelOfAnotherKindIsRefusedByName() {
        WhisperSpeechToText engine = new WhisperSpeechToText(folder, new OneModel(model("voice.onnx")), Settings.of("other"));
        assertThatThrownBy(engine::load).isInstanceOf(AlanException.class).hasMessageContaining("'other'");
    }

    @Test
    void aForeignFileNeverReachesNativeCode() throws Exception {
        Files.writeString(folder.resolve("ggml-other.bin"), "<html>404</html>");
        WhisperSpeechToText engine = new WhisperSpeechToText(folder, new OneModel(model("ggml-other.bin")), Settings.of("other"));
        assertThatThrownBy(engine::load).isInstanceOf(AlanException.class).hasMessageContaining("ggml-other.bin");
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void emptyFilesAndFoldersNeverReachNativeCode() throws Exception {
        Files.createFile(folder.resolve("ggml-empty.bin"));
        Files.createDirectory(folder.resolve("ggml-folder.bin"));
        for (String file : List.of("ggml-empty.bin", "ggml-folder.bin", "ggml-gone.bin")) {
            WhisperSpeechToText engine = new WhisperSpeechToText(folder, new OneModel(model(file)), Settings.of("other"));
            assertThatThrownBy(engine::load).isInstanceOf(AlanException.class).hasMessageContaining(file);
            assertThat(engine.info().loaded()).isFalse();
        }
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void withoutLoadingItCannotTranscribeAndUnloadingDoesNothing() {
        WhisperSpeechToText engine = engine(Settings.of("whisper-base"));
        engine.unload();
        assertThatThrownBy(() -> engine.transcribe(new Pcm(16_000, new float[16_000]), null)).isInstanceOf(AlanException.class);
    }

    private WhisperSpeechToText engine(Settings settings) {
        return new WhisperSpeechToText(folder, new OneModel(model("ggml-base.bin")), settings);
    }

    private InstalledModel model(String file) {
        Model model = new Model("other", "Other", EngineKind.STT, "whisper", Set.of(), "MIT", 0,
                List.of(new Model.File(file, 1, "", List.of())), Map.of());
        return new InstalledModel(model, Map.of(file, folder.resolve(file)));
    }
}
