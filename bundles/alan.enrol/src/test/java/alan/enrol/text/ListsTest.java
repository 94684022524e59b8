package alan.enrol.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void noWordIsTakenForAnother(String language) throws Exception {
        List<String> words = Lists.words(Locale.forLanguageTag(language));
        assertThat(words).hasSizeGreaterThan(160).doesNotHaveDuplicates();
        for (int i = 0; i < words.size(); i++) {
            assertThat(Words.of(words.get(i))).singleElement().extracting(Word::sound).isEqualTo(words.get(i));
            for (int k = 0; k < i; k++) {
                assertThat(Words.distance(words.get(i), words.get(k))).as("%s, %s", words.get(i), words.get(k)).isGreaterThan(0.4);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void linesTakeAboutTwoMinutesAndHaveQuestionsAndExclamations(String language) throws Exception {
        List<String> lines = Lists.lines(Locale.forLanguageTag(language));
        // Somebody who reads aloud says 150 to 180 words a minute, pauses included.
        assertThat(lines.stream().mapToInt(line -> Words.of(line).size()).sum()).isBetween(260, 380);
        assertThat(lines).filteredOn(line -> line.contains("?")).hasSizeGreaterThan(3);
        assertThat(lines).filteredOn(line -> line.contains("!")).hasSizeGreaterThan(3);
        Set<Character> letters = new HashSet<>();
        lines.forEach(line -> line.toLowerCase(Locale.ROOT).chars().forEach(each -> letters.add((char) each)));
        assertThat(letters).contains('a', 'e', 'i', 'o', 'u', 'b', 'c', 'd', 'f', 'g', 'h', 'j', 'l', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'y', 'z');
    }

    @Test
    void thereIsNothingToReadInOtherLanguages() {
        assertThatThrownBy(() -> Lists.lines(Locale.FRENCH)).isInstanceOf(AlanException.class).hasMessageContaining("French");
    }
}
