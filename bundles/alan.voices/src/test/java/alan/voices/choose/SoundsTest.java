package alan.voices.choose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoundsTest {
    @Test
    void whatChangesOrJoinsALetterStandsWithItAndStressIsNoSound() {
        assertThat(Sounds.phonemes("ˈtʃiːz")).containsExactly("t", "ʃ", "iː", "z");
        assertThat(Sounds.phonemes("t͡ʃ")).containsExactly("t͡ʃ");
    }
}
