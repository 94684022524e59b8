package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final int SECOND = 16_000;

    @Test
    void aShortUtteranceIsOneWindowPaddedWithSilence() {
        Windows windows = new Windows(sound(0.3));
        assertThat(windows.hasNext()).isTrue();
        assertThat(windows.only()).isTrue();
        assertThat(windows.samples()).hasSizeGreaterThan(SECOND).endsWith(0f).startsWith(0.5f);
        windows.advance(250);
        assertThat(windows.hasNext()).isFalse();
    }

    @Test
    void theNextWindowBeginsWhereTheLastSentenceEnded() {
        Windows windows = new Windows(sound(70));
        assertThat(windows.only()).isFalse();
        assertThat(windows.samples()).hasSize(30 * SECOND);
        windows.advance(27_500);
        assertThat(windows.startMs()).isEqualTo(27_500);
        windows.advance(-1);
        assertThat(windows.startMs()).isEqualTo(57_500);
        assertThat(windows.samples()).hasSize((int) (12.5 * SECOND));
        windows.advance(10_000);
        windows.advance(2_000);
        assertThat(windows.hasNext()).as("half a second is left").isFalse();
    }

    @Test
    void itAlwaysGoesOn() {
        Windows windows = new Windows(sound(60));
        int count = 0;
        for (; windows.hasNext(); count++) {
            windows.advance(0);
        }
        assertThat(count).isEqualTo(118);
        Windows far = new Windows(sound(60));
        far.advance(1_000_000);
        assertThat(far.startMs()).as("not past this window").isEqualTo(30_000);
    }

    @Test
    void silenceIsNotListenedTo() {
        assertThat(new Windows(new float[5 * SECOND]).hasNext()).isFalse();
        assertThat(new Windows(new float[0]).hasNext()).isFalse();
        float[] late = Arrays.copyOf(new float[0], 100 * SECOND);
        Arrays.fill(late, 70 * SECOND, 75 * SECOND, 0.1f);
        Windows windows = new Windows(late);
        assertThat(windows.startMs()).isEqualTo(60_000);
        windows.advance(15_000);
        assertThat(windows.hasNext()).isFalse();
    }

    @Test
    void whatIsNoNumberIsSilence() {
        float[] broken = sound(2);
        broken[5] = Float.NaN;
        broken[6] = Float.POSITIVE_INFINITY;
        assertThat(new Windows(broken).samples()[5]).isZero();
        assertThat(new Windows(broken).samples()[6]).isZero();
        assertThat(broken[5]).as("the giver's samples are left alone").isNaN();
    }

    private static float[] sound(double seconds) {
        float[] samples = new float[(int) (seconds * SECOND)];
        Arrays.fill(samples, 0.5f);
        return samples;
    }
}
