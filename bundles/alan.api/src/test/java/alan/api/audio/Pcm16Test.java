package alan.api.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Pcm16Test {
    @Test
    void aSampleIsTheNearestValue() {
        assertThat(Pcm16.of(0.6f / 32_768)).isEqualTo((short) 1);
        assertThat(Pcm16.of(-0.6f / 32_768)).isEqualTo((short) -1);
        assertThat(Pcm16.of(0.4f / 32_768)).isZero();
        assertThat(Pcm16.of(-1)).isEqualTo(Short.MIN_VALUE);
    }

    @Test
    void whatIsTooLoudIsCutOffAndWhatIsNoNumberIsSilence() {
        assertThat(Pcm16.of(1)).isEqualTo(Short.MAX_VALUE);
        assertThat(Pcm16.of(7)).isEqualTo(Short.MAX_VALUE);
        assertThat(Pcm16.of(Float.NEGATIVE_INFINITY)).isEqualTo(Short.MIN_VALUE);
        assertThat(Pcm16.of(Float.NaN)).isZero();
    }

    @Test
    void bytesAndSamplesAreEachOthersInverse() {
        byte[] bytes = new byte[1 << 17];
        for (int i = 0; i < 1 << 16; i++) {
            bytes[2 * i] = (byte) i;
            bytes[2 * i + 1] = (byte) (i >> 8);
        }
        float[] samples = Pcm16.samples(bytes, bytes.length);
        assertThat(samples[1]).isEqualTo(1 / 32_768f);
        assertThat(samples[0x8000]).isEqualTo(-1);
        assertThat(Pcm16.bytes(samples)).isEqualTo(bytes);
        assertThat(Pcm16.bytes(samples, 1, 3)).containsExactly(1, 0, 2, 0);
        assertThat(Pcm16.samples(bytes, 5)).as("half a sample").hasSize(2);
    }
}
