package alan.fourier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealFourierTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 64, 1024})
    void isWhatTheDefinitionSaysAndTurnsBack(int size) {
        Random random = new Random(size);
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = random.nextGaussian();
        }
        double[] transformed = x.clone();
        RealFourier fourier = new RealFourier(size);
        fourier.forward(transformed);
        for (int k = 0; k <= size / 2; k++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < size; i++) {
                re += x[i] * Math.cos(2 * Math.PI * i * k / size);
                im -= x[i] * Math.sin(2 * Math.PI * i * k / size);
            }
            int at = k == size / 2 ? 1 : 2 * k;
            assertThat(transformed[at]).as("re %d", k).isCloseTo(re, within(1e-9));
            if (k > 0 && k < size / 2) {
                assertThat(transformed[at + 1]).as("im %d", k).isCloseTo(im, within(1e-9));
            }
            assertThat(RealFourier.power(transformed, k)).as("power %d", k).isCloseTo(re * re + im * im, within(1e-8));
        }
        fourier.inverse(transformed);
        for (int i = 0; i < size; i++) {
            assertThat(transformed[i]).isCloseTo(x[i], within(1e-12));
        }
    }
}
