package alan.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.watermark.Mark;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodeTest {
    private final Random random = new Random(4);
    private final Code code = new Code();

    private Mark any() {
        return new Mark(random.nextInt(1 << Mark.INSTALLATION_BITS), random.nextInt(1 << Mark.SERIAL_BITS));
    }

    @Test
    void whatIsEncodedIsDecoded() {
        for (Mark mark : new Mark[] {new Mark(0, 0), new Mark(0xFFFF, 0xFFFFFF), new Mark(1, 0), new Mark(0, 1), new Mark(0x8000, 0x800000)}) {
            assertThat(code.decode(Code.encode(mark))).isEqualTo(mark);
        }
        for (int i = 0; i < 200; i++) {
            Mark mark = any();
            assertThat(code.decode(Code.encode(mark))).isEqualTo(mark);
        }
    }

    @Test
    void aFifthOfTheSymbolsMayBeMissingAndSomeOfTheOthersWrong() {
        int right = 0;
        for (int i = 0; i < 200; i++) {
            Mark mark = any();
            float[] symbols = Code.encode(mark);
            for (int j = 0; j < symbols.length; j++) {
                symbols[j] = random.nextInt(5) == 0 ? 0 : random.nextInt(40) == 0 ? -symbols[j] : symbols[j];
            }
            right += mark.equals(code.decode(symbols)) ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(190);
    }

    @Test
    void twoMarksDifferInAsManySymbolsAsTheCodePromises() {
        // a check sum makes two messages differ in several bits; the code's free distance is 12
        for (int i = 0; i < 2000; i++) {
            Mark mark = any();
            float[] one = Code.encode(mark);
            float[] other = Code.encode(new Mark(mark.installation(), mark.serial() ^ 1 << random.nextInt(Mark.SERIAL_BITS)));
            int different = 0;
            for (int j = 0; j < one.length; j++) {
                different += one[j] != other[j] ? 1 : 0;
            }
            assertThat(different).isGreaterThanOrEqualTo(12);
        }
    }

    @Test
    void noiseIsNoMark() {
        for (int i = 0; i < 3000; i++) {
            float[] noise = new float[Code.SYMBOLS];
            for (int j = 0; j < noise.length; j++) {
                noise[j] = (float) random.nextGaussian();
            }
            assertThat(code.decode(noise)).isNull();
        }
    }
}
