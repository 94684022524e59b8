package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.tts.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KokoroModelTest {
    @TempDir
    Path folder;

    private Path network;
    private KokoroModel model;

    @BeforeEach
    void install() throws Exception {
        network = Files.createFile(folder.resolve("kokoro.onnx"));
        model = KokoroModel.of(
                FakeModels.kokoro("k", network, voice("am_michael"), voice("af_heart"), voice("ef_dora"), voice("em_alex"), voice("jf_alpha")),
                Map.of("en", "af_heart", "es", "em_alex", "fr", "ff_siwis"));
    }

    @Test
    void listsTheDefaultVoicesFirst() {
        assertThat(model.network()).isEqualTo(network);
        assertThat(model.voices()).extracting(KokoroVoice::name).containsExactly("af_heart", "em_alex", "am_michael", "ef_dora", "jf_alpha");
    }

    @Test
    void choosesByNameThenByLanguageThenTheFirst() throws Exception {
        assertThat(model.choose("ef_dora", "en").name()).isEqualTo("ef_dora");
        assertThat(model.choose(null, "es").name()).isEqualTo("em_alex");
        assertThat(model.choose(null, "es-MX").name()).isEqualTo("em_alex");
        assertThat(model.choose(null, null).name()).isEqualTo("af_heart");
        assertThat(model.choose(null, "fr").name()).as("for want of a French voice").isEqualTo("af_heart");
    }

    @Test
    void takesAnyVoiceOfTheLanguageWhenTheDefaultIsNotThere() throws Exception {
        KokoroModel other = KokoroModel.of(FakeModels.kokoro("k", network, voice("am_michael"), voice("ef_dora")), KokoroSettings.VOICES);
        assertThat(other.choose(null, "es").name()).isEqualTo("ef_dora");
    }

    @Test
    void saysWhichVoicesALanguageHasAndHowManyThereAreBesides() throws Exception {
        assertThatThrownBy(() -> model.choose("bob", "es-MX"))
                .isInstanceOf(AlanException.class)
                .hasMessage("Kokoro has no voice \"bob\"; those for Spanish are: em_alex, ef_dora (and for other languages, 3).");
        assertThatThrownBy(() -> model.choose("bm_bob", null)).hasMessageContaining("for English are: af_heart, am_michael (");
        assertThatThrownBy(() -> model.choose("bob", "fr")).hasMessageEndingWith("there are: af_heart, em_alex, am_michael, ef_dora, jf_alpha.");
        KokoroModel spanish = KokoroModel.of(FakeModels.kokoro("k", network, voice("ef_dora")), KokoroSettings.VOICES);
        assertThatThrownBy(() -> spanish.choose("bob", "es")).hasMessage("Kokoro has no voice \"bob\"; there are: ef_dora.");
    }

    @Test
    void theEngineRefusesAConfiguredVoiceThatIsNotThere() throws Exception {
        FakeModels models = new FakeModels().installed(FakeModels.kokoro("kokoro-82m", network, voice("ef_dora"), voice("af_heart")));
        KokoroTextToSpeech engine = new KokoroTextToSpeech(models, () -> null, Settings.of("es=pepe"));
        assertThatThrownBy(engine::load)
                .isInstanceOf(AlanException.class)
                .hasMessage("The setting \"voices\" of alan.tts.kokoro is wrong: "
                        + "Kokoro has no voice \"pepe\"; those for Spanish are: ef_dora (and for other languages, 1).");
        assertThat(engine.voices()).as("to choose another one").hasSize(2);
    }

    @Test
    void theEngineRefusesAConfiguredModelThatIsNotThereOrNotKokoro() throws Exception {
        FakeModels models = new FakeModels().installed(FakeModels.kokoro("kokoro-82m", network, voice("ef_dora"))).installed(FakeModels.piper("joe"));
        KokoroTextToSpeech unknown = new KokoroTextToSpeech(models, () -> null, new Settings("nada", 1, 2));
        assertThatThrownBy(unknown::load).isInstanceOf(AlanException.class).hasMessageContaining("\"model\" of alan.tts.kokoro says \"nada\"");
        assertThat(unknown.info().models()).containsExactly("nada");
        assertThat(unknown.voices()).isEmpty();
        KokoroTextToSpeech wrong = new KokoroTextToSpeech(models, () -> null, new Settings("joe", 1, 2));
        assertThatThrownBy(wrong::load)
                .isInstanceOf(AlanException.class)
                .hasMessage("The model joe is not Kokoro; set \"model\" of alan.tts.kokoro to one that is.");
        assertThat(wrong.voices()).isEmpty();
    }

    @Test
    void saysThatItDoesNotSpeakALanguage() {
        assertThatThrownBy(() -> model.choose(null, "de")).isInstanceOf(AlanException.class).hasMessageContaining("German");
        assertThatThrownBy(() -> model.choose("af_heart", "ja")).isInstanceOf(AlanException.class).hasMessageContaining("Japanese");
    }

    @Test
    void leavesOutADamagedVoice() throws Exception {
        Path bad = Files.write(folder.resolve("if_sara.bin"), new byte[7]);
        assertThat(KokoroModel.of(FakeModels.kokoro("k", network, bad, voice("af_heart")), Map.of()).voices()).hasSize(1);
    }

    @Test
    void needsANetworkAndVoices() {
        assertThatThrownBy(() -> KokoroModel.of(FakeModels.kokoro("k", network), Map.of()))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("The model k ");
        assertThatThrownBy(() -> KokoroModel.of(FakeModels.kokoro("k", voice("af_heart")), Map.of())).isInstanceOf(AlanException.class);
    }

    @Test
    void theEngineNamesItsLanguagesAndModelWhileNothingIsInstalled() {
        KokoroTextToSpeech engine = new KokoroTextToSpeech(new FakeModels(), () -> null, Settings.of());
        assertThat(engine.info().languages()).containsExactly("en", "es", "fr", "it", "pt", "hi");
        assertThat(engine.info().models()).containsExactly("kokoro-82m");
        assertThat(engine.info().loaded()).isFalse();
        assertThat(engine.voices()).isEmpty();
        assertThatThrownBy(engine::load).isInstanceOf(AlanException.class).hasMessageContaining("kokoro-82m is not installed");
        engine.unload();
    }

    @Test
    void theEngineTakesAnotherKokoroModelWhenItsOwnIsNotInstalled() throws Exception {
        FakeModels models = new FakeModels().installed(FakeModels.kokoro("kokoro-82m-hub", network, voice("ef_dora")));
        KokoroTextToSpeech engine = new KokoroTextToSpeech(models, () -> null, Settings.of());
        assertThat(engine.info().models()).containsExactly("kokoro-82m-hub");
        assertThat(engine.voices()).extracting(Voice::name).containsExactly("ef_dora");
    }

    private Path voice(String name) throws IOException {
        return Files.write(folder.resolve(name + ".bin"), StyleFileTest.floats(3));
    }
}
