package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceSettingsTest {
    static final String WHOLE = """
            {"audio": {"sample_rate": 22050, "quality": "medium"}, "espeak": {"voice": "es-419"}, "phoneme_type": "espeak",
             "inference": {"noise_scale": 0.5, "length_scale": 1.2, "noise_w": 0.7}, "num_symbols": 256, "num_speakers": 2,
             "speaker_id_map": {"ana": 1, "luis": 0}, "phoneme_id_map": {"_": [0], "^": [1], "$": [2], "a": [14, 15], "ai": [9]},
             "language": {"code": "es_MX", "family": "es", "name_english": "Spanish", "country_english": "Mexico"}}
            """;

    @TempDir
    Path folder;

    @Test
    void readsWhatAVoiceNeeds() throws Exception {
        VoiceSettings settings = VoiceSettings.read(file(WHOLE));
        assertThat(settings.sampleRate()).isEqualTo(22_050);
        assertThat(settings.espeakVoice()).isEqualTo("es-419");
        assertThat(settings.phonemeIds().get((int) 'a')).containsExactly(14, 15);
        assertThat(settings.phonemeIds()).hasSize(4);
        assertThat(settings.noise()).isEqualTo(0.5f);
        assertThat(settings.length()).isEqualTo(1.2f);
        assertThat(settings.noiseW()).isEqualTo(0.7f);
        assertThat(settings.speakers()).isEqualTo(2);
        assertThat(settings.speakerIds()).containsEntry("ana", 1);
        assertThat(settings.language()).isEqualTo("es");
        assertThat(settings.description()).isEqualTo("Spanish (Mexico), medium");
    }

    @Test
    void takesTheLanguageOfThePhonemesWhenNoneIsGiven() throws Exception {
        VoiceSettings settings = VoiceSettings.read(file(WHOLE.replace("\"language\"", "\"unused\"")));
        assertThat(settings.language()).isEqualTo("es");
        assertThat(settings.description()).isEqualTo("medium");
    }

    @Test
    void knowsAVoiceThatReadsLetters() throws Exception {
        assertThat(VoiceSettings.read(file(WHOLE.replace("\"phoneme_type\": \"espeak\"", "\"phoneme_type\": \"text\"")))
                        .espeakVoice())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sample_rate\": 22050|\"sample_rate\": 0|sample_rate",
                "\"sample_rate\": 22050|\"rate\": 22050|sample_rate",
                "\"voice\": \"es-419\"|\"voice\": \"\"|espeak.voice",
                "\"phoneme_type\": \"espeak\"|\"phoneme_type\": \"pinyin\"|pinyin",
                "phoneme_id_map|phonemes|phoneme_id_map is missing",
                "\"$\": [2], ||lacks",
                "[14, 15]|[14, 256]|wrong id",
                "[14, 15]|[\"x\"]|wrong id",
                "[14, 15]|[]|no ids",
                "\"noise_w\": 0.7|\"noise_w\": -1|noise_w",
                "\"num_speakers\": 2|\"num_speakers\": 0|num_speakers",
                "\"ana\": 1|\"ana\": 2|ana",
            })
    void refusesWhatIsWrong(String what, String by, String named) throws Exception {
        Path file = file(WHOLE.replace(what, by == null ? "" : by));
        assertThatThrownBy(() -> VoiceSettings.read(file))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(named)
                .hasMessageContaining("install it again");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"audio\"|no JSON", "[]|no JSON object", "''|no JSON object"})
    void refusesWhatIsNoJsonObject(String content, String named) throws Exception {
        Path file = file(content);
        assertThatThrownBy(() -> VoiceSettings.read(file)).isInstanceOf(AlanException.class).hasMessageContaining(named);
    }

    @Test
    void refusesAFileThatIsMissing() {
        assertThatThrownBy(() -> VoiceSettings.read(folder.resolve("none.onnx.json")))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("cannot be read");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("voice.onnx.json"), content);
    }
}
