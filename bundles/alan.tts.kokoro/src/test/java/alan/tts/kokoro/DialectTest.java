package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.tts.Voice;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DialectTest {
    @Test
    void knowsAVoicesDialectByItsName() {
        assertThat(Dialect.ofVoice("ef_dora")).isEqualTo(Dialect.SPANISH);
        assertThat(Dialect.ofVoice("bm_george")).isEqualTo(Dialect.BRITISH);
        assertThat(Dialect.ofVoice("jf_alpha")).isNull();
        assertThat(Dialect.ofVoice("extra")).isNull();
        assertThat(Dialect.ofVoice("")).isNull();
    }

    @Test
    void knowsALanguageWithAndWithoutRegion() {
        assertThat(Dialect.ofLanguage("es")).isEqualTo(Dialect.SPANISH);
        assertThat(Dialect.ofLanguage("pt-BR")).isEqualTo(Dialect.PORTUGUESE);
        assertThat(Dialect.ofLanguage("EN_gb")).isEqualTo(Dialect.AMERICAN);
        assertThat(Dialect.ofLanguage("de")).isNull();
        assertThat(Dialect.languages()).containsExactly("en", "es", "fr", "it", "pt", "hi");
    }

    @Test
    void aVoiceKeepsItsDialectOfALanguageAndSpeaksOthersTheUsualWay() {
        assertThat(voice("bf_emma").speaking("en")).isEqualTo(Dialect.BRITISH);
        assertThat(voice("bf_emma").speaking(null)).isEqualTo(Dialect.BRITISH);
        assertThat(voice("bf_emma").speaking("es-MX")).isEqualTo(Dialect.SPANISH);
        assertThat(voice("jf_alpha").speaking("es")).isEqualTo(Dialect.SPANISH);
        assertThat(voice("jf_alpha").speaking(null)).isEqualTo(Dialect.AMERICAN);
    }

    @Test
    void saysWhoSpeaksInTheReadersLanguage() {
        Locale before = Locale.getDefault(Locale.Category.DISPLAY);
        try {
            Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
            assertThat(voice("ef_dora").voice()).isEqualTo(new Voice("ef_dora", java.util.Set.of("es"), 24_000, "Spanish, a woman's voice"));
            assertThat(voice("bm_george").voice().description()).isEqualTo("English of Great Britain, a man's voice");
            assertThat(voice("jf_alpha").voice().languages()).containsExactly("en", "es", "fr", "it", "pt", "hi");
            Locale.setDefault(Locale.Category.DISPLAY, new Locale("es"));
            assertThat(voice("ef_dora").voice().description()).isEqualTo("español, voz de mujer");
            assertThat(voice("am_michael").voice().description()).isEqualTo("inglés de Estados Unidos, voz de hombre");
        } finally {
            Locale.setDefault(Locale.Category.DISPLAY, before);
        }
    }

    private static KokoroVoice voice(String name) {
        return new KokoroVoice(name, new StyleFile(Path.of(name + ".bin")));
    }
}
