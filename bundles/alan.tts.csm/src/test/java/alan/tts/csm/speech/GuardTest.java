package alan.tts.csm.speech;

import static org.assertj.core.api.Assertions.assertThat;

import alan.tts.csm.speech.Guard.Ending;
import org.junit.jupiter.api.Test;

/** When an utterance is over. Frames are 80 ms. */
class GuardTest {
    private static final int[] SOMETHING = {3, 1, 4};
    private static final int[] SOMETHING_ELSE = {2, 7, 1};

    private final Guard guard = new Guard(4, 100, 0.08);

    private Ending frames(int count, boolean silent) {
        Ending ending = null;
        for (int i = 0; i < count && ending == null; i++) {
            ending = guard.before(i % 2 == 0 ? SOMETHING : SOMETHING_ELSE);
            ending = ending == null ? guard.after(silent) : ending;
        }
        return ending;
    }

    @Test
    void theModelEndsIt() {
        assertThat(frames(30, false)).isNull();
        assertThat(guard.before(0, 0, 0)).isEqualTo(Ending.END);
        assertThat(guard.before(0, 0, 5)).isEqualTo(Ending.END);
    }

    @Test
    void theTextCannotTakeLonger() {
        assertThat(frames(99, false)).isNull();
        assertThat(frames(1, false)).isEqualTo(Ending.LENGTH);
    }

    @Test
    void oneFrameAgainAndAgainIsNoSpeech() {
        for (int i = 1; i < Guard.EQUAL_FRAMES; i++) {
            assertThat(guard.before(SOMETHING)).isNull();
            assertThat(guard.after(false)).isNull();
        }
        assertThat(guard.before(SOMETHING.clone())).isEqualTo(Ending.REPEATS);
    }

    @Test
    void aLongSilenceEndsItAPauseDoesNot() {
        assertThat(frames(40, false)).isNull();
        assertThat(frames(18, true)).isNull();
        assertThat(frames(1, false)).isNull();
        assertThat(frames(18, true)).isNull();
        assertThat(frames(1, true)).isEqualTo(Ending.SILENCE);
    }

    @Test
    void beforeHalfOfTheTextCanHaveBeenSaidAPauseMayBeLonger() {
        assertThat(frames(5, false)).isNull();
        assertThat(frames(19, true)).isNull();
        assertThat(frames(19, true)).isEqualTo(Ending.SILENCE);
    }
}
