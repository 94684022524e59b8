package alan.listen;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.listen.VoiceActivity.Speech;
import java.util.List;
import org.junit.jupiter.api.Test;

class StretchesTest {
    /** Speech of 3 windows counts, a silence of 2 parts, one window of room. */
    private static final ListenSettings SETTINGS = new ListenSettings("m", 0.5f, 0.35f, 3, 2, 4, 1, 100);

    @Test
    void findsNothingInSilence() {
        assertThat(find(".........")).isEmpty();
        assertThat(find("")).isEmpty();
    }

    @Test
    void leavesRoomAroundSpeech() {
        assertThat(find("...###....")).containsExactly(windows(2, 7));
    }

    @Test
    void dropsWhatIsTooShort() {
        assertThat(find("...##.....")).isEmpty();
    }

    @Test
    void bridgesAShortSilence() {
        assertThat(find("..##..##...")).containsExactly(windows(1, 9));
        assertThat(find("..###...###...")).containsExactly(windows(1, 6), windows(7, 12));
    }

    @Test
    void sharesASilenceThatIsTooShortForTheRoom() {
        ListenSettings roomy = new ListenSettings("m", 0.5f, 0.35f, 3, 2, 4, 5, 100);
        assertThat(Stretches.of(probabilities("###...###"), 9 * 512, roomy))
                .containsExactly(new Speech(0, 4 * 512 + 256), new Speech(4 * 512 + 256, 9 * 512));
    }

    @Test
    void staysSpeechBetweenThresholdAndRelease() {
        assertThat(find("..###-------....")).containsExactly(windows(1, 13));
        assertThat(find("..-------.....")).isEmpty();
    }

    @Test
    void endsAtTheFirstSilenceEvenIfHalfSpeechFollows() {
        assertThat(find("..###.-....")).containsExactly(windows(1, 6));
    }

    @Test
    void endsWithTheRecording() {
        assertThat(Stretches.of(probabilities("..####"), 6 * 512 - 100, SETTINGS))
                .containsExactly(new Speech(512, 6 * 512 - 100));
        assertThat(find("..###.")).containsExactly(windows(1, 6));
    }

    private static List<Speech> find(String picture) {
        return Stretches.of(probabilities(picture), picture.length() * 512, SETTINGS);
    }

    private static Speech windows(int from, int to) {
        return new Speech(from * 512, to * 512);
    }

    static float[] probabilities(String picture) {
        float[] probabilities = new float[picture.length()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = picture.charAt(i) == '#' ? 0.9f : picture.charAt(i) == '-' ? 0.4f : 0.1f;
        }
        return probabilities;
    }
}
