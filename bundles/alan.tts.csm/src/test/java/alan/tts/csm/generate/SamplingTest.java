package alan.tts.csm.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.tts.csm.checkpoint.Layout;
import org.junit.jupiter.api.Test;

class SamplingTest {
    @Test
    void theSameSeedGivesTheSameNoiseFrameByFrame() {
        Sampling sampling = new Sampling(0.9, 50, 7, false);
        float[] first = new float[2 * 4 * 50];
        Sampling.Noise noise = sampling.noise();
        noise.frame(first, 0, 4, 50);
        noise.frame(first, 200, 4, 50);
        float[] second = new float[2 * 4 * 50];
        sampling.noise().frame(second, 0, 8, 50);
        assertThat(second).isEqualTo(first);
    }

    /** Draws among three codes by the noise alone: each as often as its likelihood says. */
    @Test
    void gumbelNoiseUponLogitsDrawsByLikelihood() {
        double[] likelihoods = {0.6, 0.3, 0.1};
        int[] drawn = new int[3];
        Sampling.Noise noise = new Sampling(1, 3, 1, false).noise();
        float[] shake = new float[3];
        for (int i = 0; i < 30_000; i++) {
            noise.frame(shake, 0, 1, 3);
            int best = 0;
            for (int j = 1; j < 3; j++) {
                if (Math.log(likelihoods[j]) + shake[j] > Math.log(likelihoods[best]) + shake[best]) {
                    best = j;
                }
            }
            drawn[best]++;
        }
        for (int i = 0; i < 3; i++) {
            assertThat(drawn[i] / 30_000.0).isBetween(likelihoods[i] - 0.015, likelihoods[i] + 0.015);
        }
    }

    @Test
    void greedyIsWithoutNoise() {
        float[] shake = {1, 1};
        Sampling.likeliest().noise().frame(shake, 0, 2, 1);
        assertThat(shake).containsOnly(0);
        assertThat(Sampling.likeliest().noise().width()).isEqualTo(1);
    }

    @Test
    void inABatchOfWiderOnesTheOtherCodesAreRuledOut() {
        float[] shake = new float[6];
        Sampling.likeliest().noise().frame(shake, 0, 2, 3);
        assertThat(shake).containsExactly(0, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, 0, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY);
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertThatThrownBy(() -> new Sampling(0, 50, 1, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sampling(Double.NaN, 50, 1, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sampling(1, 0, 1, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTwoImplementationsStopDifferently() {
        assertThat(StopRule.of(Layout.ORIGINAL).ends(0, 0, 0, 5)).isFalse();
        assertThat(StopRule.of(Layout.TRANSFORMERS).ends(0, 0, 0, 5)).isTrue();
        assertThat(StopRule.isSilent(0, 0, 0, 5)).isFalse();
        for (StopRule rule : StopRule.values()) {
            assertThat(rule.ends(0, 0, 0, 0)).isTrue();
            assertThat(rule.ends(0, 1, 0, 0)).isFalse();
        }
    }
}
