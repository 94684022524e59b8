package alan.phonemes;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.phonemes.Clause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The terminators are what espeak-ng 1.52 gives for the marks. */
class TerminatorsTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "480028, ., true", "82028, ?, true", "8302d, !, true", "41014, \",\", false", "4001e, :, false", "4101e, ;, false", "24901e, …, false"
    })
    void tellsTheMarkAndWhetherASentenceEnds(String terminator, char mark, boolean sentence) {
        assertThat(Terminators.clause("a", Integer.parseInt(terminator, 16))).isEqualTo(new Clause("a", mark, sentence));
    }

    @ParameterizedTest
    @CsvSource({"90028, true", "80046, true", "0, false"})
    void hasNoMarkWhereATextOrParagraphJustEnds(String terminator, boolean sentence) {
        assertThat(Terminators.clause("a", Integer.parseInt(terminator, 16))).isEqualTo(new Clause("a", Clause.NO_MARK, sentence));
    }
}
