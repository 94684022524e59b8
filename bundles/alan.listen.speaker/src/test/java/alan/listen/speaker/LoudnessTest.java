package alan.listen.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoudnessTest {
    private final Random random = new Random(1);

    private void noise(float[] samples, int from, int to, double level) {
        for (int i = from; i < to; i++) {
            samples[i] = (float) (level * random.nextGaussian());
        }
    }

    @Test
    void pausesDoNotCount() {
        float[] samples = new float[5 * 16_000];
        noise(samples, 0, samples.length, 0.0005);
        noise(samples, 16_000, 32_000, 0.1);
        noise(samples, 48_000, 56_000, 0.1);
        assertThat(Loudness.seconds(samples)).isCloseTo(1.5, within(0.02));
    }

    @Test
    void aQuietRecordingCountsAsALoudOne() {
        float[] samples = new float[2 * 16_000];
        noise(samples, 0, samples.length, 0.003);
        assertThat(Loudness.seconds(samples)).isCloseTo(2, within(0.02));
    }

    @Test
    void silenceARoomAndAClickHaveNothingToSay() {
        assertThat(Loudness.seconds(new float[0])).isZero();
        assertThat(Loudness.seconds(new float[48_000])).isZero();
        float[] room = new float[48_000];
        noise(room, 0, room.length, 0.0005);
        Arrays.fill(room, 20_000, 20_010, 1f);
        assertThat(Loudness.seconds(room)).isLessThan(0.02);
    }

    @Test
    void samplesThatAreNoNumberAreSilent() {
        float[] samples = new float[32_000];
        Arrays.fill(samples, Float.NaN);
        assertThat(Loudness.seconds(samples)).isZero();
    }
}
