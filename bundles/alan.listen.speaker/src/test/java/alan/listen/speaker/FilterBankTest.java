package alan.listen.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FilterBankTest {
    @Test
    void energiesAreThoseOfTheReference() {
        float[] samples = Reference.made(3.17);
        int windows = FilterBank.windows(samples.length);
        assertThat(windows).isEqualTo(Reference.FILE.get("windows").asInt());
        float[] energies = FilterBank.of(samples, 0, windows);
        for (Map.Entry<String, JsonNode> window : Reference.FILE.get("energies").properties()) {
            float[] expected = Reference.floats(window.getValue());
            for (int band = 0; band < FilterBank.BANDS; band++) {
                // The reference computes in 32 bits.
                assertThat(energies[band * windows + Integer.parseInt(window.getKey())])
                        .as("band %d of window %s", band, window.getKey()).isCloseTo(expected[band], within(2e-3f));
            }
        }
    }

    @Test
    void aSoundFromTheMiddleIsThatSoundAlone() {
        float[] samples = Reference.made(2);
        float[] later = java.util.Arrays.copyOfRange(samples, 5000, samples.length);
        assertThat(FilterBank.of(samples, 5000, 50)).isEqualTo(FilterBank.of(later, 0, 50));
    }

    @Test
    void windowsThatAreNotFullAreLeftOut() {
        assertThat(FilterBank.windows(399)).isZero();
        assertThat(FilterBank.windows(400)).isEqualTo(1);
        assertThat(FilterBank.windows(559)).isEqualTo(1);
        assertThat(FilterBank.windows(560)).isEqualTo(2);
    }

    @Test
    void silenceAndSamplesThatAreNoNumberGiveNumbers() {
        float[] samples = new float[1600];
        samples[700] = Float.NaN;
        samples[800] = Float.POSITIVE_INFINITY;
        for (float energy : FilterBank.of(samples, 0, FilterBank.windows(samples.length))) {
            assertThat(energy).isZero();
        }
    }
}
