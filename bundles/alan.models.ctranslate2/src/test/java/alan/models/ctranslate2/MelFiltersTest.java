package alan.models.ctranslate2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The numbers are those of openai-whisper 20250625's mel_filters.npz. */
class MelFiltersTest {
    @Test
    void eightyBandsHaveTheWeightsThatWhisperWasTrainedWith() {
        float[][] filters = MelFilters.of(80);
        assertThat(filters).hasDimensions(80, 201);
        assertThat(filters[0][1]).isEqualTo(0.02486259490251541f);
        assertThat(filters[1][1]).isEqualTo(0.001990821911022067f);
        assertThat(filters[1][2]).isEqualTo(0.022871771827340126f);
        assertThat(filters[79][190]).isEqualTo(0.0022320549469441175f);
        assertThat(filters[79][199]).isEqualTo(0.0004487590049393475f);
        assertThat(filters[79][200]).isZero();
        assertThat(weightsAboveZero(filters)).isEqualTo(391);
    }

    @Test
    void oneHundredAndTwentyEightBandsHaveTheWeightsOfLargeV3() {
        float[][] filters = MelFilters.of(128);
        assertThat(filters).hasDimensions(128, 201);
        assertThat(filters[0][1]).isEqualTo(0.012373986653983593f);
        assertThat(filters[1][1]).isEqualTo(0.030392564833164215f);
        assertThat(filters[127][199]).isEqualTo(0.0011142801959067583f);
        assertThat(weightsAboveZero(filters)).isEqualTo(394);
    }

    private static int weightsAboveZero(float[][] filters) {
        int count = 0;
        for (float[] filter : filters) {
            for (float weight : filter) {
                count += weight > 0 ? 1 : 0;
            }
        }
        return count;
    }
}
