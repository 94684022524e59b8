package alan.enrol.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static List<String> sounds(String text) {
        return Words.of(text).stream().map(Word::sound).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "twenty-one | 21",
        "a hundred and fifty two | 152",
        "three thousand four hundred | 3400",
        "one thousand and one | 1001",
        "10,000 | 10000",
        "veintiuno | 21",
        "treinta y cinco | 35",
        "ciento veinte | 120",
        "dos mil quinientos | 2500",
        "mil | 1000",
        "1.234.567 | 1234567",
    })
    void numbersAreTheirDigits(String written, String digits) {
        assertThat(sounds(written)).containsExactly(digits);
    }

    @Test
    void whatIsNoNumberStays() {
        assertThat(sounds("a dog and hundreds of cats")).containsExactly("a", "dog", "and", "hundreds", "of", "cats");
        assertThat(sounds("veinte y medio")).containsExactly("20", "y", "medio");
        assertThat(sounds("nineteen eighty-four")).containsExactly("19", "84");
        assertThat(sounds("five o'clock, I don’t")).containsExactly("5", "oclock", "i", "dont");
    }

    @Test
    void aWordKnowsWhereItStands() {
        String text = "¿Son veinte y cinco, Ana?";
        Word number = Words.of(text).get(1);
        assertThat(number.sound()).isEqualTo("25");
        assertThat(text.substring(number.from(), number.to())).isEqualTo("veinte y cinco");
    }

    @Test
    void distanceIsAShareOfLetters() {
        assertThat(Words.distance("color", "colour")).isEqualTo(1 / 6.0);
        assertThat(Words.distance("a", "b")).isEqualTo(1);
        assertThat(Words.distance("", "")).isZero();
        assertThat(Words.distance("", "ab")).isEqualTo(1);
    }
}
