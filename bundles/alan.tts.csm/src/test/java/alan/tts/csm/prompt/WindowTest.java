package alan.tts.csm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Segment VOICE = heard(30);
    private static final Segment OLD = heard(20);
    private static final Segment NEWER = heard(10);
    private static final Segment NEWEST = heard(5);
    private static final Segment SENTENCE = new Segment(new int[10], List.of());

    /** {@return a turn of so many positions: two tokens, frames, and the zeros} */
    private static Segment heard(int positions) {
        return new Segment(new int[2], Collections.nCopies(positions - 3, new int[4]));
    }

    @Test
    void allThatFitsGoesIn() throws Exception {
        Window window = Window.of(100, List.of(VOICE), List.of(OLD, NEWER, NEWEST), SENTENCE, 25);
        assertThat(window.segments()).containsExactly(VOICE, OLD, NEWER, NEWEST, SENTENCE);
        assertThat(window.leftOut()).isZero();
        assertThat(window.room()).isEqualTo(25);
    }

    @Test
    void theOldestTurnsAreLeftOutFirstAndNeverTheVoice() throws Exception {
        Window window = Window.of(99, List.of(VOICE), List.of(OLD, NEWER, NEWEST), SENTENCE, 25);
        assertThat(window.segments()).containsExactly(VOICE, NEWER, NEWEST, SENTENCE);
        assertThat(window.leftOut()).isEqualTo(1);
        assertThat(window.room()).isEqualTo(44);
    }

    /** A turn in the middle that is too long ends the conversation there: with a gap in it, it would be another one. */
    @Test
    void noTurnIsLeftOutBetweenOthers() throws Exception {
        Window window = Window.of(75, List.of(VOICE), List.of(NEWEST, OLD, NEWER), SENTENCE, 25);
        assertThat(window.segments()).containsExactly(VOICE, NEWER, SENTENCE);
        assertThat(window.leftOut()).isEqualTo(2);
    }

    @Test
    void aVoiceThatLeavesNoRoomIsNamed() {
        assertThatThrownBy(() -> Window.of(64, List.of(VOICE), List.of(), SENTENCE, 25)).isInstanceOf(AlanException.class)
                .hasMessage("The samples of the voice take 30 of the model's 64 positions and the sentence 10, which leaves less than the 25 that it needs"
                        + " to be spoken: shorten the samples or the sentence.");
    }
}
