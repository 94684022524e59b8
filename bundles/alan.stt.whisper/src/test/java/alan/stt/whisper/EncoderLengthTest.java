package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncoderLengthTest {
    private static final int SECOND = 16_000;

    @Test
    void theLanguageIsToldFromTheSoundAndALittle() {
        assertThat(EncoderLength.toDetect(SECOND)).isBetween(100, 200);
        assertThat(EncoderLength.toDetect(20 * SECOND)).isBetween(1050, 1200);
        assertThat(EncoderLength.toDetect(29 * SECOND)).isZero();
        assertThat(EncoderLength.toDetect(30 * SECOND)).isZero();
    }

    @Test
    void wordsAreHeardInTenSecondsAtLeast() {
        assertThat(EncoderLength.toHear(SECOND)).isEqualTo(512);
        assertThat(EncoderLength.toHear(8 * SECOND)).isEqualTo(512);
        assertThat(EncoderLength.toHear(20 * SECOND)).isBetween(1100, 1200);
        assertThat(EncoderLength.toHear(28 * SECOND)).isZero();
        assertThat(EncoderLength.toHear(30 * SECOND)).isZero();
    }
}
