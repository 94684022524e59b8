package alan.listen;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sound is its own probability; the pauses are in windows, a figure for each. */
class SpokenPausesTest {
    /** Speech of 3 windows counts, a silence of 2 parts it. */
    private static final ListenSettings SETTINGS = new ListenSettings("m", 0.5f, 0.35f, 3, 2, 4, 1, 12);

    @Test
    void aSilenceCountsOnceItIsLongEnoughAndFromItsBegin() throws AlanException {
        assertThat(pauses("..####......", 512)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 3, 4, 5, 6);
    }

    @Test
    void speechThatGoesOnEndsIt() throws AlanException {
        assertThat(pauses("###....###...", 512)).containsExactly(0, 0, 0, 0, 0, 3, 4, 5, 6, 0, 0, 0, 3);
    }

    @Test
    void aNoiseNeitherBeginsNorEndsIt() throws AlanException {
        assertThat(pauses("..#.....", 512)).containsOnly(0);
        assertThat(pauses("###...#...", 512)).containsExactly(0, 0, 0, 0, 0, 3, 4, 5, 6, 7);
    }

    @Test
    void blocksOfAnyLengthGiveTheSameInTheEnd() throws AlanException {
        for (int block : new int[] {1, 160, 511, 513, 5_120}) {
            List<Integer> pauses = pauses("..####......", block);
            assertThat(pauses.get(pauses.size() - 1)).as("blocks of %d", block).isEqualTo(6);
        }
    }

    private static List<Integer> pauses(String picture, int block) throws AlanException {
        float[] sound = new float[picture.length() * 512];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = picture.charAt(i / 512) == '#' ? 0.9f : 0.1f;
        }
        SpokenPauses pauses = new SpokenPauses((samples, from) -> samples[from], SETTINGS);
        List<Integer> all = new ArrayList<>();
        for (int at = 0; at < sound.length; at += block) {
            all.add(pauses.hear(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + block))) / 512);
        }
        return all;
    }
}
