package alan.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;

class ListenSettingsTest {
    @Test
    void countsInWindowsOf32Milliseconds() {
        assertThat(ListenSettings.of(config(0.5f, 250, 300, 700, 150, 60)))
                .isEqualTo(new ListenSettings("silero-vad", 0.5f, 0.35f, 8, 10, 22, 5, 1875));
    }

    @Test
    void putsRightWhatCannotBe() {
        ListenSettings settings = ListenSettings.of(config(7, -1, 0, -5, -1, 0));
        assertThat(settings.threshold()).isEqualTo(0.5f);
        assertThat(settings.minSpeech()).isEqualTo(1);
        assertThat(settings.minSilence()).isEqualTo(1);
        assertThat(settings.endSilence()).isEqualTo(1);
        assertThat(settings.padding()).isZero();
        assertThat(settings.maxUtterance()).isEqualTo(32);
        assertThat(ListenSettings.of(config(0.1f, 1, 1, 1, 1, 1)).release()).isCloseTo(0.01f, within(1e-6f));
    }

    private static SileroVoiceActivity.Config config(float threshold, int speech, int silence, int end, int pad, int most) {
        return new SileroVoiceActivity.Config() {
            @Override
            public String model() {
                return " silero-vad ";
            }

            @Override
            public float threshold() {
                return threshold;
            }

            @Override
            public int min_speech_ms() {
                return speech;
            }

            @Override
            public int min_silence_ms() {
                return silence;
            }

            @Override
            public int end_silence_ms() {
                return end;
            }

            @Override
            public int pad_ms() {
                return pad;
            }

            @Override
            public int max_utterance_s() {
                return most;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return SileroVoiceActivity.Config.class;
            }
        };
    }
}
