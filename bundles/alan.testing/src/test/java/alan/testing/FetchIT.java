package alan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Through the product's catalogue, from whichever of its sources this machine reaches. */
class FetchIT {
    @Test
    void aModelComesWholeAndIsHereTheNextTime() throws Exception {
        InstalledModel first = TestModels.fetch("silero-vad");
        Model.File file = first.model().files().get(0);
        assertThat(Files.size(first.file(file.name()))).isEqualTo(file.bytes());
        assertThat(TestModels.fetch("silero-vad")).isEqualTo(first);
    }

    @Test
    void aWhisperModelComesInWhisperCppsFormat() throws Exception {
        InstalledModel whisper = TestModels.fetch("whisper-tiny-en");
        try (var in = Files.newInputStream(whisper.fileEnding(".bin"))) {
            assertThat(in.readNBytes(4)).asString().isEqualTo("lmgg");
        }
    }

    @Test
    void recordingsComeWithWhatIsSaidInThem() throws Exception {
        SpeechSample fox = SpeechSample.fetch("en/quick_brown_fox");
        assertThat(fox.text()).isEqualTo("The quick brown fox jumps over the lazy dog.");
        assertThat(fox.sound().sampleRate()).isEqualTo(16000);
        assertThat(fox.sound().seconds()).isBetween(2.5, 3.5);
        assertThat(SpeechSample.fetch("es/pangrama").text()).startsWith("El veloz murciélago");
    }

    @Test
    void aModelThatNobodyKnowsIsNamed() {
        assertThatThrownBy(() -> TestModels.fetch("no-such-model"))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("no-such-model");
    }
}
