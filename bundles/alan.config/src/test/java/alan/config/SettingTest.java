package alan.config;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.text.Text;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
    @ParameterizedTest
    @CsvSource({
        "threads, 4", "threads, 0", "threads, 64", "threads, '  4 '", "threads, ''", "threads, ' '", "seed, -1", "speed, 0.5", "speed, 2",
        "speed, 1e-3", "temperature, 0", "temperature, 2.0", "bytes, 4294967296", "threshold, 0", "loud, false", "loud, TRUE",
        "model, whatever", "model, ''", "voice, ''", "voice, 'María, la vecina'", "device, cuda",
        "languages, 'en,es'", "languages, ''", "ports, 80",
    })
    void whatMakesSenseIsNoProblem(String key, String value) {
        assertThat(Everything.setting(key, value).problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "threads | many | In a.cfg, threads = many is not a whole number; the default is 0.",
        "threads | 4.5 | In a.cfg, threads = 4.5 is not a whole number; the default is 0.",
        "threads | -1 | In a.cfg, threads = -1 must lie between 0 and 64; the default is 0.",
        "threads | 65 | In a.cfg, threads = 65 must lie between 0 and 64; the default is 0.",
        "threads | 99999999999 | In a.cfg, threads = 99999999999 is too large; the default is 0.",
        "seed | -99999999999999999999 | In a.cfg, seed = -99999999999999999999 is too small; the default is -1.",
        "least | 0 | In a.cfg, least = 0 must be at least 1; the default is 5.",
        "most | 10 | In a.cfg, most = 10 must be at most 9; the default is 5.",
        "speed | 0,5 | In a.cfg, speed = 0,5 is not a number, such as 0.5 with a point; the default is 1.0.",
        "speed | NaN | In a.cfg, speed = NaN is not a number, such as 0.5 with a point; the default is 1.0.",
        "temperature | 99 | In a.cfg, temperature = 99 must lie between 0 and 2; the default is 0.3.",
        "temperature | -0.1 | In a.cfg, temperature = -0.1 must lie between 0 and 2; the default is 0.3.",
        "bytes | 4294967297 | In a.cfg, bytes = 4294967297 must lie between 0 and 4294967296; the default is 0.",
        "threshold | 1.1 | In a.cfg, threshold = 1.1 must lie between 0 and 1; the default is 0.5.",
        "loud | yes | In a.cfg, loud = yes is neither true nor false; the default is true.",
        "device | gpu | In a.cfg, device = gpu is none of the possible values (cpu, cuda); the default is cpu.",
        "ports | 80,81 | In a.cfg, ports = 80,81 is not a whole number; the default is no value.",
        "no.default | x | In a.cfg, no.default = x is not a whole number; the default is no value.",
    })
    void whatMakesNoSenseIsSaidWithTheDefault(String key, String value, String sentence) {
        assertThat(Everything.setting(key, value).problem()).map(Text::english).contains(sentence);
    }

    @Test
    void theSentenceIsSaidInSpanishToo() {
        assertThat(Everything.setting("no.default", "x").problem().orElseThrow().say(Locale.forLanguageTag("es")))
                .isEqualTo("En a.cfg, no.default = x no es un número entero; el valor predeterminado es ninguno.");
    }

    @Test
    void aTypedFileMayHoldNumbersAndArrays() {
        assertThat(Everything.setting("threads", 4).problem()).isEmpty();
        assertThat(Everything.setting("ports", new int[] {80, 81}).problem()).isEmpty();
        assertThat(Everything.setting("ports", List.of("80", "x")).problem()).map(Text::english).get().asString().contains("ports = x");
    }

    @Test
    void blanksAroundANumberAreTakenAwayAndThoseOfATextAreKept() {
        assertThat(Everything.setting("threads", " 4 ").stripped()).isEqualTo("4");
        assertThat(Everything.setting("model", " a ").stripped()).isEqualTo(" a ");
    }

    @Test
    void aNumberThatIsLeftOutIsEmptyAndATextIsNot() {
        assertThat(Everything.setting("threads", " ").isEmpty()).isTrue();
        assertThat(Everything.setting("voice", "").isEmpty()).isFalse();
    }
}
