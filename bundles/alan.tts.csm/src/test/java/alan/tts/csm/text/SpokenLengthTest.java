package alan.tts.csm.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long texts take, beside how long a Piper voice took for them. */
class SpokenLengthTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello from my own kitchen. | 1.6
            Yes. | 0.5
            In 1984, 37 people paid 2,450 euros. | 4.2
            La lluvia en Sevilla es una pura maravilla, dice mi abuela. | 3.6
            """)
    void speechOfAPersonLiesBetweenHalfOfWhatIsLikelyAndTheMost(String text, double seconds) {
        assertThat(SpokenLength.likely(text)).isBetween(seconds * 0.6, seconds * 2.2);
        assertThat(SpokenLength.most(text)).isGreaterThan(seconds * 1.8).isLessThan(seconds * 5 + 3);
    }
}
