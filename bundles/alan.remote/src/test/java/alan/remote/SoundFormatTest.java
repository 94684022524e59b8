package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundFormatTest {
    private static byte[] header(int code, int channels, int rate, int bits, int size) {
        return ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN).put("RIFF".getBytes()).putInt(size).put("WAVEfmt ".getBytes()).putInt(16)
                .putShort((short) code).putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits).put("data".getBytes()).putInt(size).array();
    }

    private static SoundFormat read(byte[]... bytes) throws Exception {
        return SoundFormat.readWav(Answers.of(List.of(bytes)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE, -45})
    void aSizeThatTheServerDidNotKnowMeansToTheEnd(int size) throws Exception {
        assertThat(read(header(1, 1, 22_050, 16, size))).isEqualTo(new SoundFormat(22_050, 1, 16, false, Long.MAX_VALUE));
    }

    @Test
    void aSizeThatTheServerKnewIsKept() throws Exception {
        assertThat(read(header(1, 2, 48_000, 24, 600))).isEqualTo(new SoundFormat(48_000, 2, 24, false, 600));
    }

    @Test
    void chunksBeforeTheSoundArePassedOver() throws Exception {
        byte[] header = header(3, 1, 24_000, 32, -1);
        byte[] list = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN).put("LIST".getBytes()).putInt(5).put("INFOx\0".getBytes()).array();
        byte[] wav = Answers.joined(Arrays.copyOf(header, 12), list, Arrays.copyOfRange(header, 12, 44));
        assertThat(read(wav)).isEqualTo(new SoundFormat(24_000, 1, 32, true, Long.MAX_VALUE));
    }

    @Test
    void theExtensibleFormIsReadForWhatItHolds() throws Exception {
        byte[] wav = ByteBuffer.allocate(68).order(ByteOrder.LITTLE_ENDIAN).put("RIFF".getBytes()).putInt(-1).put("WAVEfmt ".getBytes()).putInt(40)
                .putShort((short) 0xFFFE).putShort((short) 1).putInt(16_000).putInt(32_000).putShort((short) 2).putShort((short) 16)
                .putShort((short) 22)
                .putShort((short) 16).putInt(4).putShort((short) 1).put(new byte[14]).put("data".getBytes()).putInt(-1).array();
        assertThat(read(wav)).isEqualTo(new SoundFormat(16_000, 1, 16, false, Long.MAX_VALUE));
    }

    @Test
    void everySampleFormatIsScaledToOne() {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new SoundFormat(1, 1, 8, false, 0).sample(bytes.put(0, (byte) 192), 0)).isEqualTo(0.5f);
        assertThat(new SoundFormat(1, 1, 16, false, 0).sample(bytes.putShort(0, (short) -16384), 0)).isEqualTo(-0.5f);
        assertThat(new SoundFormat(1, 1, 24, false, 0).sample(bytes.putInt(0, -4194304), 0)).isEqualTo(-0.5f);
        assertThat(new SoundFormat(1, 1, 32, false, 0).sample(bytes.putInt(0, 1 << 30), 0)).isEqualTo(0.5f);
        assertThat(new SoundFormat(1, 1, 32, true, 0).sample(bytes.putFloat(0, 0.25f), 0)).isEqualTo(0.25f);
        assertThat(new SoundFormat(1, 1, 64, true, 0).sample(bytes.putDouble(0, -0.25), 0)).isEqualTo(-0.25f);
    }

    @Test
    void whatIsNoWavIsNamed() {
        assertThatThrownBy(() -> read("ID3\4\0\0\0\0\0\0\0\0\0\0".getBytes())).hasMessageContaining("mp3");
        assertThatThrownBy(() -> read(new byte[] {(byte) 0xff, (byte) 0xfb, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})).hasMessageContaining("mp3");
        assertThatThrownBy(() -> read("OggS\0\0\0\0\0\0\0\0\0\0".getBytes())).hasMessageContaining("Opus");
        assertThatThrownBy(() -> read("hello, world".getBytes())).hasMessageContaining("no wav");
        assertThatThrownBy(() -> read()).hasMessageContaining("no sound");
        assertThatThrownBy(() -> read(header(7, 1, 8000, 8, -1))).hasMessageContaining("compressed (format 7");
    }

    @Test
    void absurdHeadersAreRefusedAndNotBelieved() {
        assertThatThrownBy(() -> read(header(1, 0, 24_000, 16, -1))).hasMessageContaining("damaged");
        assertThatThrownBy(() -> read(header(1, 1, 0, 16, -1))).hasMessageContaining("damaged");
        assertThatThrownBy(() -> read(Arrays.copyOf(header(1, 1, 24_000, 16, -1), 30))).hasMessageContaining("damaged");
        byte[] huge = header(1, 1, 24_000, 16, -1);
        huge[19] = 0x7f;
        assertThatThrownBy(() -> read(huge)).hasMessageContaining("damaged");
    }
}
