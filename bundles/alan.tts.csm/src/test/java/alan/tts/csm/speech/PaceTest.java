package alan.tts.csm.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a sentence may begin to sound. Sound is played at 12.5 frames a second. */
class PaceTest {
    private static final double PLAYED = 12.5;
    private final Pace pace = new Pace(PLAYED);

    @ParameterizedTest
    @CsvSource({"0.02,100", "0.08,100", "0.1,100", "0.26,80", "1.0,25", "0.26,4"})
    void aThrottledEngineIsNeverOvertakenByItsListener(double secondsAFrame, int most) {
        pace.took(1, secondsAFrame);
        int begin = 0;
        while (!pace.mayBegin(begin, most, 1)) {
            begin++;
        }
        for (int frame = begin; frame < most; frame++) {
            double there = (frame + 1 - begin) * secondsAFrame;
            double wanted = frame / PLAYED;
            assertThat(there).as("frame %d of %d, begun at %d", frame, most, begin).isLessThanOrEqualTo(wanted + 1e-9);
        }
    }

    @Test
    void aFastEngineBeginsAfterThreeFrames() {
        pace.took(1, 0.02);
        assertThat(pace.mayBegin(2, 500, 1)).isFalse();
        assertThat(pace.mayBegin(3, 500, 1)).isTrue();
        assertThat(pace.wait(0, 500, 1)).isEqualTo(3 * 0.02, Offset.offset(1e-9));
    }

    @Test
    void beforeAnythingIsKnownASentenceIsMadeToItsEnd() {
        assertThat(pace.mayBegin(49, 50, 1)).isFalse();
        assertThat(pace.mayBegin(50, 50, 1)).isTrue();
    }

    @Test
    void whatABatchCostsIsAssumedUntilItIsMeasured() {
        pace.took(1, 0.2);
        assertThat(pace.rate(1)).isEqualTo(5, Offset.offset(1e-9));
        assertThat(pace.rate(3)).isEqualTo(5 / 1.5, Offset.offset(1e-9));
        pace.took(3, 0.25);
        assertThat(pace.rate(3)).isEqualTo(4, Offset.offset(1e-9));
    }

    @Test
    void aSentenceThatSoundsIsNotSlowedDownSoThatItWouldPause() {
        pace.took(1, 0.04);
        pace.took(2, 0.08);
        pace.took(8, 0.2);
        assertThat(pace.goesOn(50, 100, 1, 2)).isTrue();
        assertThat(pace.goesOn(20, 100, 1, 8)).isFalse();
    }
}
