package alan.api.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpeakerEncoderTest {
    private static double similarity(float[] one, float[] other) {
        return SpeakerEncoder.similarity(one, other);
    }

    @Test
    void theCosineGoesByDirectionAlone() {
        assertThat(similarity(new float[] {3, 4}, new float[] {6, 8})).isCloseTo(1, within(1e-12));
        assertThat(similarity(new float[] {1, 0}, new float[] {0, 5})).isZero();
        assertThat(similarity(new float[] {1, 0}, new float[] {1, 1})).isCloseTo(Math.sqrt(0.5), within(1e-12));
        assertThat(similarity(new float[] {1, 2}, new float[] {-1, -2})).isCloseTo(-1, within(1e-12));
    }

    @Test
    void roundingNeverLeavesTheRange() {
        float[] vector = {0.1f, 0.2f, 0.3f, 1e-20f, 1e18f};
        assertThat(similarity(vector, vector)).isBetween(0.999_999, 1.0);
    }

    @Test
    void nothingIsLikeAVectorWithoutADirection() {
        assertThat(similarity(new float[] {0, 0}, new float[] {1, 0})).isZero();
    }

    @Test
    void vectorsOfDifferentEnginesAreNotCompared() {
        assertThatThrownBy(() -> similarity(new float[192], new float[256])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("192", "256");
    }
}
