package alan.tts.csm.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import alan.tts.csm.tensor.DataType;
import alan.tts.csm.tensor.StoredTensor;
import alan.tts.csm.tensor.Weight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantiserTest {
    private final Random random = new Random(5);
    @TempDir
    private Path folder;

    private Weight weight(String name, float[] numbers, long... shape) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        Path file = Files.write(folder.resolve(name), bytes.array());
        return Weight.of(name, new StoredTensor(name, DataType.F32, List.of(shape[0], shape[1]), file, 0, bytes.capacity()));
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static Quantiser quantised(Quantised weight) throws Exception {
        Quantiser quantiser = new Quantiser(weight);
        quantiser.run();
        return quantiser;
    }

    @Test
    void partsLieSideBySideInEightBitsWithAScaleForEachOutput() throws Exception {
        float[] first = numbers(20 * 33);
        float[] second = numbers(7 * 33);
        Quantiser quantiser = quantised(new Quantised(List.of(weight("a", first, 20, 33), weight("b", second, 7, 33)), false, 8));
        for (int out = 0; out < 27; out++) {
            for (int in = 0; in < 33; in++) {
                float exact = out < 20 ? first[out * 33 + in] : second[(out - 20) * 33 + in];
                float scale = quantiser.scales()[out];
                assertThat(Math.abs(quantiser.numbers()[in * 27 + out] * scale - exact)).isLessThanOrEqualTo(scale * 0.5001f);
            }
        }
    }

    @Test
    void aWeightWithItsInputsFirstLiesAsItWas() throws Exception {
        float[] numbers = numbers(33 * 20);
        Quantiser quantiser = quantised(new Quantised(List.of(weight("a", numbers, 33, 20)), true, 8));
        for (int i = 0; i < numbers.length; i++) {
            float scale = quantiser.scales()[i % 20];
            assertThat(Math.abs(quantiser.numbers()[i] * scale - numbers[i])).isLessThanOrEqualTo(scale * 0.5001f);
        }
    }

    /** 72 inputs are two blocks and a quarter. */
    @Test
    void fourBitsLieInBlocksOfAnOutputTheLowerOnesFirst() throws Exception {
        float[] numbers = numbers(72 * 20);
        Quantised weight = new Quantised(List.of(weight("a", numbers, 20, 72)), false, 4);
        Quantiser quantiser = quantised(weight);
        double error = 0;
        double size = 0;
        for (int out = 0; out < 20; out++) {
            for (int in = 0; in < 3 * Quantised.BLOCK; in++) {
                int at = out * 3 * Quantised.BLOCK + in;
                int four = quantiser.numbers()[at / 2] >> at % 2 * 4 & 0xf;
                if (in < 72) {
                    double exact = numbers[out * 72 + in];
                    error += Math.pow((four - 8) * quantiser.scales()[at / Quantised.BLOCK] - exact, 2);
                    size += exact * exact;
                } else {
                    assertThat(four).isEqualTo(8);
                }
            }
        }
        // What the best of three scales leaves of a normal distribution.
        assertThat(Math.sqrt(error / size)).isBetween(0.06, 0.09);
    }

    @Test
    void zerosStayZeros() throws Exception {
        Weight zeros = weight("a", new float[64 * 2], 2, 64);
        assertThat(quantised(new Quantised(List.of(zeros), false, 8)).numbers()).containsOnly(0);
        assertThat(quantised(new Quantised(List.of(zeros), false, 4)).numbers()).containsOnly(0x88);
    }
}
