package alan.tts.csm.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a text is said. */
class SpeakableTest {
    @Test
    void wordsAndTheirMarksStay() {
        assertThat(Speakable.of("¿Qué tal? 20 °C, 3 + 4 = 7, 5 €, \"so\" & so: naïve – ¡ya!")).isEqualTo(
                "¿Qué tal? 20 °C, 3 + 4 = 7, 5 €, \"so\" & so: naïve – ¡ya!");
        assertThat(Speakable.of("مرحبا بالعالم")).isEqualTo("مرحبا بالعالم");
        assertThat(Speakable.of("你好，世界。")).isEqualTo("你好，世界。");
    }

    @Test
    void accentsAreComposed() {
        assertThat(Speakable.of("Adio\u0301s")).isEqualTo("Adiós");
    }

    @Test
    void picturesAndControlCharactersGo() {
        assertThat(Speakable.of("Hi \uD83D\uDC4B\uD83C\uDFFD\u0007 there\u200B\u202E!\u0000 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 1\uFE0F\u20E3"))
                .isEqualTo("Hi there! 1");
    }

    @Test
    void whiteSpaceIsMadeSingle() {
        assertThat(Speakable.of(" a\t\n\u00A0b\u3000c ")).isEqualTo("a b c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\uD83D\uDE00\uD83D\uDE00", "?!…", "\u0000\u0007", "\uD83D"})
    void whereThereIsNothingToSayNothingIsLeft(String text) {
        assertThat(Speakable.of(text)).isEmpty();
    }
}
