package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LoudnessTest {
    @Test
    void bringsQuietAndLoudVoicesToOneLevel() {
        assertThat(level(new Loudness().of(SilenceTest.tone(24_000, 0.05f), 0))).isCloseTo(Loudness.LEVEL, within(0.001));
        assertThat(level(new Loudness().of(SilenceTest.tone(24_000, 0.9f), 0))).isCloseTo(Loudness.LEVEL, within(0.001));
    }

    @Test
    void keepsAQuietPassageQuieterThanALoudOne() {
        Loudness loudness = new Loudness();
        loudness.of(SilenceTest.tone(24_000, 0.4f), 0);
        assertThat(level(loudness.of(SilenceTest.tone(24_000, 0.2f), 0))).isCloseTo(Loudness.LEVEL / 2, within(0.001));
    }

    @Test
    void keepsPeaksBelowFullScale() {
        float[] click = new float[24_000];
        click[100] = 0.7f;
        assertThat(new Loudness().of(click, 0)[100]).isCloseTo((float) Loudness.PEAK, within(0.001f));
    }

    @Test
    void makesNoNoiseOfSilence() {
        assertThat(level(new Loudness().of(SilenceTest.tone(24_000, 0.0001f), 0))).isLessThan(0.01);
        assertThat(new Loudness().of(new float[0], 0)).isEmpty();
    }

    @Test
    void putsThePauseBefore() {
        float[] result = new Loudness().of(SilenceTest.tone(1000, 0.5f), 500);
        assertThat(result).hasSize(1500);
        assertThat(Arrays.copyOf(result, 500)).containsOnly(0f);
    }

    private static double level(float... samples) {
        double square = 0;
        for (float sample : samples) {
            square += sample * sample;
        }
        return Math.sqrt(square / samples.length);
    }
}
