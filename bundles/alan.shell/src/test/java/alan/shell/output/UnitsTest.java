package alan.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnitsTest {
    @BeforeEach
    @AfterEach
    void english() {
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
    }

    @Test
    void sizesAreDecimal() {
        assertThat(Units.bytes(0)).isEqualTo("0 B");
        assertThat(Units.bytes(999)).isEqualTo("999 B");
        assertThat(Units.bytes(1_500)).isEqualTo("1.5 kB");
        assertThat(Units.bytes(98_362_432)).isEqualTo("98.4 MB");
        assertThat(Units.bytes(3_210_000_000.0)).isEqualTo("3.21 GB");
    }

    @Test
    void numbersAreWrittenAsTheReaderWritesThem() {
        assertThat(Units.seconds(1.005)).isIn("1.00", "1.01");
        assertThat(Units.seconds(null)).isEmpty();
        Locale.setDefault(Locale.Category.DISPLAY, Locale.forLanguageTag("es"));
        assertThat(Units.seconds(2.0)).isEqualTo("2,00");
        assertThat(Units.bytes(98_362_432)).isEqualTo("98,4 MB");
    }

    @Test
    void aLongTextLosesItsEnd() {
        assertThat(Units.shorten(" a\nb ", 3)).isEqualTo("a b");
        assertThat(Units.shorten("abcdef", 4)).isEqualTo("abc…");
        assertThat(Units.shorten(null, 4)).isEmpty();
    }
}
