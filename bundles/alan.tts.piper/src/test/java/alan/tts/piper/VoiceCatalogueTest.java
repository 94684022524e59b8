package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import alan.api.tts.SpeechRequest;
import alan.api.tts.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoiceCatalogueTest {
    private static final PiperSettings SETTINGS = new PiperSettings("piper-joe", 1, -1, -1, 2, 1);

    @TempDir
    Path folder;

    private final FakeModels models = new FakeModels();
    private VoiceCatalogue catalogue;

    @BeforeEach
    void installVoices() throws IOException {
        models.installed(voice("piper-ana", "es_MX-ana-high", Set.of("es"), VoiceSettingsTest.WHOLE));
        models.installed(voice("piper-joe", "en_US-joe-medium", Set.of("en"), english()));
        models.missing("piper-de", "de").missing("piper-es", "es");
        catalogue = new VoiceCatalogue(models, "piper-joe");
    }

    @Test
    void listsTheDefaultVoiceFirst() {
        assertThat(catalogue.list())
                .extracting(voice -> voice.voice().name())
                .containsExactly("en_US-joe-medium", "es_MX-ana-high");
        assertThat(catalogue.list().get(1).voice())
                .isEqualTo(new Voice("es_MX-ana-high", Set.of("es"), 22_050, "Spanish (Mexico), medium"));
        assertThat(catalogue.languages()).containsExactly("en", "es");
    }

    @Test
    void choosesByNameThenByLanguageThenTheDefault() throws Exception {
        assertThat(catalogue.choose("es_MX-ana-high", "en").model()).isEqualTo("piper-ana");
        assertThat(catalogue.choose(null, "es").model()).isEqualTo("piper-ana");
        assertThat(catalogue.choose(null, "es-MX").model()).isEqualTo("piper-ana");
        assertThat(catalogue.choose(null, "en").model()).isEqualTo("piper-joe");
        assertThat(catalogue.choose(null, null).model()).isEqualTo("piper-joe");
    }

    @Test
    void saysWhichVoicesThereAre() {
        assertThatThrownBy(() -> catalogue.choose("bob", null))
                .isInstanceOf(AlanException.class)
                .hasMessage("There is no Piper voice \"bob\"; there are: en_US-joe-medium, es_MX-ana-high.");
    }

    @Test
    void saysWhichModelWouldSpeakALanguage() {
        assertThatThrownBy(() -> catalogue.choose(null, "de"))
                .isInstanceOf(AlanException.class)
                .hasMessage("No installed Piper voice speaks German (de); install one of these models: piper-de.");
        assertThatThrownBy(() -> catalogue.choose(null, "fi")).hasMessageContaining("Finnish").hasMessageContaining("add one");
    }

    @Test
    void leavesOutADamagedVoiceButSaysWhyWhenItIsAskedFor() throws Exception {
        models.installed(voice("piper-bad", "xx-bad", Set.of("xx"), "{}"));
        assertThat(catalogue.list()).hasSize(2);
        assertThatThrownBy(() -> catalogue.choose("xx-bad", null))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("sample_rate");
    }

    @Test
    void saysThatTheDefaultIsNotInstalled() {
        VoiceCatalogue other = new VoiceCatalogue(new FakeModels().missing("piper-de", "de"), "piper-de");
        assertThatThrownBy(other::requireDefault).isInstanceOf(AlanException.class).hasMessageContaining("piper-de");
        assertThat(other.languages()).containsExactly("de");
        assertThat(other.list()).isEmpty();
    }

    @Test
    void takesSpeedAndSpeakerFromTheRequest() throws Exception {
        InstalledVoice ana = catalogue.choose("es_MX-ana-high", null);
        assertThat(Delivery.of(request(Map.of("seed", "5")), ana, SETTINGS)).isEqualTo(new Delivery(0.5f, 1.2f, 0.7f, 0, 5));
        assertThat(Delivery.of(request(Map.of("speed", "2", "speaker", "ana", "seed", "1")), ana, SETTINGS))
                .isEqualTo(new Delivery(0.5f, 0.6f, 0.7f, 1, 1));
        assertThat(Delivery.of(request(Map.of("speaker", "1")), ana, SETTINGS).speaker()).isEqualTo(1);
        PiperSettings own = new PiperSettings("piper-joe", 0.5, 0, 0.1f, 2, 1);
        assertThat(Delivery.of(request(Map.of("seed", "5")), ana, own)).isEqualTo(new Delivery(0, 2.4f, 0.1f, 0, 5));
    }

    @Test
    void refusesASpeedOrSpeakerThatCannotBe() throws Exception {
        InstalledVoice ana = catalogue.choose("es_MX-ana-high", null);
        for (Map<String, String> options : List.of(
                Map.of("speed", "fast"),
                Map.of("speed", "0"),
                Map.of("speed", "NaN"),
                Map.of("speaker", "2"),
                Map.of("speaker", "bob"),
                Map.of("seed", "1.5"))) {
            assertThatThrownBy(() -> Delivery.of(request(options), ana, SETTINGS))
                    .isInstanceOf(AlanException.class)
                    .hasMessageContaining("\"" + options.values().iterator().next() + "\"");
        }
    }

    private static SpeechRequest request(Map<String, String> options) {
        return new SpeechRequest("Hola", null, null, null, options);
    }

    private InstalledModel voice(String id, String name, Set<String> languages, String json) throws IOException {
        Path settings = Files.writeString(folder.resolve(name + ".onnx.json"), json);
        return FakeModels.voice(id, name, languages, folder.resolve(name + ".onnx"), settings);
    }

    private static String english() {
        return VoiceSettingsTest.WHOLE.replace("es-419", "en-us").replace("\"family\": \"es\"", "\"family\": \"en\"");
    }
}
