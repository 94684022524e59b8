package alan.tts.csm.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Silence before and after goes, between words it stays. Frames are told apart by their level. */
class TrimTest {
    private final Trim trim = new Trim(24_000);
    private final List<Integer> heard = new ArrayList<>();

    private static float[] frame(double level) {
        float[] frame = new float[1920];
        Arrays.fill(frame, (float) level);
        return frame;
    }

    /** Says frames of such levels, in thousandths. */
    private void say(int... thousandths) {
        for (int each : thousandths) {
            float[] frame = frame(each / 1000.0);
            take(trim.add(frame, trim.isSilent(frame)));
        }
    }

    private void take(List<float[]> frames) {
        frames.forEach(frame -> heard.add(Math.round(frame[0] * 1000)));
    }

    @Test
    void silenceBeforeAndAfterGoesButForALittle() {
        say(0, 0, 0, 0, 200, 300, 0, 0, 0, 100, 2, 1, 0, 0, 0);
        assertThat(heard).containsExactly(0, 200, 300, 0, 0, 0, 100);
        take(trim.end());
        assertThat(heard).containsExactly(0, 200, 300, 0, 0, 0, 100, 2, 1);
        assertThat(trim.dropped()).isEqualTo((3 + 3) * 1920);
    }

    @Test
    void silenceIsWhatIsFarQuieterThanTheLoudest() {
        assertThat(trim.isSilent(frame(0.0005))).isTrue();
        assertThat(trim.isSilent(frame(0.005))).isFalse();
        assertThat(trim.isSilent(frame(0.9))).isFalse();
        assertThat(trim.isSilent(frame(0.005))).isTrue();
    }

    @Test
    void whereNothingIsSaidNothingIsHeard() {
        say(0, 0, 0);
        take(trim.end());
        assertThat(heard).isEmpty();
        assertThat(trim.hasBegun()).isFalse();
    }

    @Test
    void anEndIsSoft() {
        float[] frame = frame(0.5);
        trim.fadeOut(frame);
        assertThat(frame[frame.length - 1]).isZero();
        assertThat(frame[frame.length - 720 - 1]).isEqualTo(0.5f);
        assertThat(frame[frame.length - 361]).isBetween(0.2f, 0.3f);
    }
}
