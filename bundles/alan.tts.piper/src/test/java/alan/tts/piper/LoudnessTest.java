package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LoudnessTest {
    private static final int RATE = 22_050;

    @Test
    void bringsQuietAndLoudToOneLevel() {
        assertThat(peak(Loudness.of(tone(0.1f), RATE, false))).isCloseTo(Loudness.PEAK, within(0.001f));
        assertThat(peak(Loudness.of(tone(2f), RATE, false))).isCloseTo(Loudness.PEAK, within(0.001f));
    }

    @Test
    void makesNoNoiseOfSilence() {
        assertThat(peak(Loudness.of(tone(0.0001f), RATE, false))).isLessThan(0.01f);
        assertThat(peak(Loudness.of(new float[100], RATE, false))).isZero();
    }

    @Test
    void fadesBothEnds() {
        float[] constant = new float[2000];
        Arrays.fill(constant, 1);
        float[] result = Loudness.of(constant, RATE, false);
        assertThat(result[0]).isZero();
        assertThat(result[1999]).isZero();
        for (int i = 1; i < result.length; i++) {
            assertThat(Math.abs(result[i] - result[i - 1])).isLessThan(0.02f);
        }
        assertThat(result[1000]).isEqualTo(Loudness.PEAK);
    }

    @Test
    void pausesBetweenSentencesOnly() {
        assertThat(Loudness.of(tone(1), RATE, false)).hasSize(RATE);
        float[] second = Loudness.of(tone(1), RATE, true);
        assertThat(second).hasSize(RATE + 4410);
        assertThat(peak(Arrays.copyOf(second, 4410))).isZero();
    }

    @Test
    void survivesWhatIsNoNumberAndNothing() {
        assertThat(Loudness.of(new float[] {0, Float.NaN, Float.NaN, 0}, RATE, false)).containsOnly(0f);
        assertThat(Loudness.of(new float[0], RATE, false)).isEmpty();
    }

    private static float[] tone(float amplitude) {
        float[] samples = new float[RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        return samples;
    }

    private static float peak(float[] samples) {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}
