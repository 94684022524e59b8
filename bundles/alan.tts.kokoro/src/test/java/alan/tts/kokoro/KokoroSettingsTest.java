package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KokoroSettingsTest {
    @Test
    void hasADefaultVoiceForEachLanguage() throws Exception {
        KokoroSettings settings = KokoroSettings.of(Settings.of());
        assertThat(settings.voices()).isEqualTo(KokoroSettings.VOICES);
        assertThat(settings.voices().keySet()).containsExactlyInAnyOrderElementsOf(Dialect.languages());
        settings.voices().forEach((language, voice) -> assertThat(Dialect.ofVoice(voice).language()).isEqualTo(language));
    }

    @Test
    void changesTheVoicesThatAreNamed() throws Exception {
        KokoroSettings settings = KokoroSettings.of(Settings.of("es=ef_santa, EN = bm_george", "it:im_nicola"));
        assertThat(settings.voices()).containsEntry("es", "ef_santa").containsEntry("en", "bm_george").containsEntry("it", "im_nicola")
                .containsEntry("fr", "ff_siwis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ef_dora", "de=af_heart", "es=", "=ef_dora", "es ef_dora"})
    void refusesVoicesThatAreWrittenOtherwise(String voices) {
        assertThatThrownBy(() -> KokoroSettings.of(Settings.of("en=af_heart," + voices)))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("\"" + voices + "\"")
                .hasMessageContaining("alan.tts.kokoro");
        KokoroTextToSpeech engine = new KokoroTextToSpeech(new FakeModels(), () -> null, Settings.of(voices));
        assertThat(engine.info().loaded()).isFalse();
        assertThatThrownBy(engine::load).isInstanceOf(AlanException.class).hasMessageContaining("\"" + voices + "\"");
    }

    @Test
    void putsNumbersRight() throws Exception {
        assertThat(KokoroSettings.of(new Settings("m", 9, 0)).speed()).isEqualTo(2);
        assertThat(KokoroSettings.of(new Settings("m", 0.1, 0)).speed()).isEqualTo(0.5);
        assertThat(KokoroSettings.of(new Settings("m", -1, 0)).speed()).isEqualTo(1);
        assertThat(KokoroSettings.of(new Settings("m", 1, 0)).threads()).isBetween(1, 4);
        assertThat(KokoroSettings.of(new Settings("m", 1, 3)).threads()).isEqualTo(3);
    }

    @Test
    void takesTheSpeedOfTheRequest() throws Exception {
        KokoroSettings settings = KokoroSettings.of(new Settings("m", 1.2, 0));
        assertThat(settings.speed(null)).isEqualTo(1.2);
        assertThat(settings.speed("0.75")).isEqualTo(0.75);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "0", "2.5", "NaN", ""})
    void refusesASpeedThatCannotBe(String speed) throws Exception {
        KokoroSettings settings = KokoroSettings.of(Settings.of());
        assertThatThrownBy(() -> settings.speed(speed)).isInstanceOf(AlanException.class).hasMessageContaining("\"" + speed + "\"");
    }
}
