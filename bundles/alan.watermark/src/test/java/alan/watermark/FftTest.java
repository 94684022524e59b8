package alan.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 64, 1024})
    void isWhatTheDefinitionSaysAndTurnsBack(int size) {
        Random random = new Random(size);
        float[] x = new float[size];
        for (int i = 0; i < size; i++) {
            x[i] = (float) random.nextGaussian();
        }
        float[] transformed = x.clone();
        Fft fft = new Fft(size);
        fft.forward(transformed);
        for (int k = 0; k <= size / 2; k++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < size; i++) {
                re += x[i] * Math.cos(2 * Math.PI * i * k / size);
                im -= x[i] * Math.sin(2 * Math.PI * i * k / size);
            }
            int at = k == size / 2 ? 1 : 2 * k;
            assertThat((double) transformed[at]).as("re %d", k).isCloseTo(re, within(1e-3));
            if (k > 0 && k < size / 2) {
                assertThat((double) transformed[at + 1]).as("im %d", k).isCloseTo(im, within(1e-3));
            }
        }
        fft.inverse(transformed);
        for (int i = 0; i < size; i++) {
            assertThat(transformed[i]).isCloseTo(x[i], within(1e-5f));
        }
    }
}
