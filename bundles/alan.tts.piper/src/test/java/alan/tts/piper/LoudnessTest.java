package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LoudnessTest {
    private static final int RATE = 22_050;
    private static final int PAUSE = 4_410;

    @Test
    void makesAVoiceLouderAndBendsWhatWouldBeTooLoud() {
        assertThat(peak(new Loudness(2, RATE).of(tone(0.3f), true))).isCloseTo(0.6f, within(0.001f));
        assertThat(peak(new Loudness(2, RATE).of(tone(0.45f), true))).isBetween(Loudness.KNEE, 0.9f);
        assertThat(peak(new Loudness(2, RATE).of(tone(10), true))).isBetween(0.9f, 1f);
    }

    @Test
    void fadesBothEndsOfASentenceAndNothingWithin() {
        Loudness loudness = new Loudness(0.5f, RATE);
        float[] begin = loudness.of(ones(2_000), false);
        float[] middle = loudness.of(ones(2_000), false);
        float[] end = loudness.of(ones(2_000), true);
        assertThat(begin[0]).isZero();
        assertThat(end[1_999]).isZero();
        float[] all = Arrays.copyOf(begin, 6_000);
        System.arraycopy(middle, 0, all, 2_000, 2_000);
        System.arraycopy(end, 0, all, 4_000, 2_000);
        for (int i = 1; i < all.length; i++) {
            assertThat(Math.abs(all[i] - all[i - 1])).isLessThan(0.02f);
        }
        assertThat(Arrays.copyOfRange(all, 1_000, 5_000)).containsOnly(0.5f);
    }

    @Test
    void pausesBetweenSentencesOnly() {
        Loudness loudness = new Loudness(1, RATE);
        assertThat(loudness.of(tone(0.5f), false)).hasSize(RATE);
        assertThat(loudness.of(tone(0.5f), true)).hasSize(RATE);
        float[] second = loudness.of(tone(0.5f), false);
        assertThat(second).hasSize(RATE + PAUSE);
        assertThat(peak(Arrays.copyOf(second, PAUSE))).isZero();
        assertThat(loudness.of(tone(0.5f), true)).hasSize(RATE);
    }

    @Test
    void survivesWhatIsNoNumberAndNothing() {
        assertThat(new Loudness(1, RATE).of(new float[] {0, Float.NaN, Float.NaN, 0}, true)).containsOnly(0f);
        assertThat(new Loudness(1, RATE).of(new float[0], true)).isEmpty();
    }

    private static float[] ones(int count) {
        float[] samples = new float[count];
        Arrays.fill(samples, 1);
        return samples;
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
