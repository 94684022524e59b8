package alan.listen.wake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static float[] ramp(int length) {
        float[] ramp = new float[length];
        for (int i = 0; i < length; i++) {
            ramp[i] = (i % 30_000) / 32_768f;
        }
        return ramp;
    }

    private static void feed(Frames frames, float[] block, List<float[]> into) {
        int at = 0;
        while (at < block.length) {
            at = frames.take(block, at);
            if (frames.full()) {
                FloatBuffer full = frames.samples().duplicate();
                float[] copy = new float[full.remaining()];
                full.get(copy);
                into.add(copy);
            }
        }
    }

    @Test
    void eachFrameBringsTheEndOfTheOneBefore() {
        List<float[]> frames = new ArrayList<>();
        feed(new Frames(), ramp(4 * 1_280 + 7), frames);
        assertThat(frames).hasSize(4);
        assertThat(frames.get(0)).hasSize(1_760).endsWith(1_278, 1_279);
        assertThat(java.util.Arrays.copyOf(frames.get(0), 480)).containsOnly(0);
        assertThat(frames.get(0)[480 + 17]).isEqualTo(17);
        assertThat(frames.get(1)).hasSize(1_760).startsWith(800, 801).endsWith(2_558, 2_559);
        assertThat(frames.get(3)).hasSize(1_760).startsWith(3_360, 3_361).endsWith(5_118, 5_119);
    }

    @Test
    void blocksOfAnySizeGiveTheSameFrames() {
        float[] sound = ramp(20_000);
        List<float[]> whole = new ArrayList<>();
        feed(new Frames(), sound, whole);
        Random random = new Random(3);
        for (int most : new int[] {1, 2, 160, 1_279, 1_280, 1_281, 5_000}) {
            Frames frames = new Frames();
            List<float[]> cut = new ArrayList<>();
            int at = 0;
            while (at < sound.length) {
                int to = Math.min(sound.length, at + random.nextInt(most + 1));
                feed(frames, java.util.Arrays.copyOfRange(sound, at, to), cut);
                at = to;
            }
            assertThat(cut).as("blocks up to %d", most).hasSameSizeAs(whole);
            for (int i = 0; i < whole.size(); i++) {
                assertThat(cut.get(i)).isEqualTo(whole.get(i));
            }
            assertThat(frames.count()).isEqualTo(whole.size());
        }
    }

    @Test
    void valuesAreThoseOfSixteenBits() {
        float[] block = new float[1_280];
        float[] given = {1, -1, 2, -2, Float.NaN, Float.POSITIVE_INFINITY, 0.5f, 1.4f / 32_768, 1.6f / 32_768};
        System.arraycopy(given, 0, block, 0, given.length);
        List<float[]> frames = new ArrayList<>();
        feed(new Frames(), block, frames);
        assertThat(java.util.Arrays.copyOfRange(frames.get(0), 480, 1_760)).startsWith(32_767, -32_768, 32_767, -32_768, 0, 0, 16_384, 1, 2, 0);
    }
}
