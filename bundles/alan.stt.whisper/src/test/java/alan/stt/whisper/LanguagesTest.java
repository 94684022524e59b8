package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import org.junit.jupiter.api.Test;

class LanguagesTest {
    @Test
    void codesAreTakenWithARegionAndInAnyCase() throws AlanException {
        assertThat(Languages.toWhisper("es")).isEqualTo("es");
        assertThat(Languages.toWhisper("ES-mx")).isEqualTo("es");
        assertThat(Languages.toWhisper(" en_US ")).isEqualTo("en");
    }

    @Test
    void namesThatDifferFromWhispersAreTranslatedBothWays() throws AlanException {
        assertThat(Languages.toWhisper("jv")).isEqualTo("jw");
        assertThat(Languages.toIso("jw")).isEqualTo("jv");
        assertThat(Languages.toWhisper("nb")).isEqualTo("no");
        assertThat(Languages.toWhisper("iw")).isEqualTo("he");
    }

    @Test
    void anUnknownLanguageIsRefusedByName() {
        assertThatThrownBy(() -> Languages.toWhisper("tlh")).isInstanceOf(AlanException.class).hasMessageContaining("'tlh'");
        assertThatThrownBy(() -> Languages.toWhisper("")).isInstanceOf(AlanException.class);
    }

    @Test
    void allHaveTwoLetterCodesInTheListForOthers() {
        assertThat(Languages.CODES).hasSize(100).doesNotHaveDuplicates();
        assertThat(Languages.iso()).hasSize(98).contains("en", "es", "jv").allMatch(code -> code.matches("[a-z]{2}"));
    }
}
