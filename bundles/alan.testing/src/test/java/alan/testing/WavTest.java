package alan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import alan.api.audio.Pcm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgainTo16Bits() throws Exception {
        Pcm sine = sine(22050, 440, 1000);
        Path file = folder.resolve("sine.wav");
        Wav.write(file, sine);
        Pcm read = Wav.read(file);
        assertThat(read.sampleRate()).isEqualTo(22050);
        assertThat(read.samples()).hasSize(1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(read.samples()[i]).isCloseTo(sine.samples()[i], within(1 / 65536f));
        }
    }

    @Test
    void samplesBeyondFullScaleAreClipped() throws Exception {
        Path file = folder.resolve("loud.wav");
        Wav.write(file, new Pcm(8000, new float[] {2, -2, 0}));
        assertThat(Wav.read(file).samples()).containsExactly(32767 / 32768f, -1, 0);
    }

    @Test
    void floatSamplesAreReadAsTheyAre() throws Exception {
        ByteBuffer data = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.1f).putFloat(-0.25f).putFloat(1e-6f);
        Path file = Files.write(folder.resolve("float.wav"), wav(3, 1, 16000, 32, data.array()));
        Pcm read = Wav.read(file);
        assertThat(read.sampleRate()).isEqualTo(16000);
        assertThat(read.samples()).containsExactly(0.1f, -0.25f, 1e-6f);
    }

    @Test
    void channelsAreAveraged() throws Exception {
        ByteBuffer data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort((short) 16384).putShort((short) 0).putShort((short) -16384).putShort((short) -16384);
        Path file = Files.write(folder.resolve("stereo.wav"), wav(1, 2, 16000, 16, data.array()));
        assertThat(Wav.read(file).samples()).containsExactly(0.25f, -0.5f);
    }

    @Test
    void resamplingKeepsTheSoundAndItsLength() {
        Pcm resampled = Wav.resample(sine(48000, 100, 48000), 16000);
        assertThat(resampled.sampleRate()).isEqualTo(16000);
        assertThat(resampled.samples()).hasSize(16000);
        Pcm expected = sine(16000, 100, 16000);
        for (int i = 0; i < 16000; i++) {
            assertThat(resampled.samples()[i]).isCloseTo(expected.samples()[i], within(1e-4f));
        }
        assertThat(Wav.resample(sine(16000, 100, 16000), 22050).samples()).hasSize(22050);
    }

    @Test
    void shortSoundIsLengthenedAndLongSoundIsNot() {
        Pcm sine = sine(100, 10, 50);
        Pcm longer = Wav.atLeast(sine, 2);
        assertThat(longer.seconds()).isEqualTo(2);
        assertThat(longer.samples()[49]).isEqualTo(sine.samples()[49]);
        assertThat(longer.samples()[50]).isZero();
        assertThat(Wav.atLeast(sine, 0.1).samples()).hasSize(50);
    }

    @Test
    void whatIsNoWavIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("no.wav"), "not a sound at all, but long enough for a header of one");
        assertThatThrownBy(() -> Wav.read(file)).isInstanceOf(IOException.class).hasMessageContaining("no.wav");
    }

    private static Pcm sine(int sampleRate, double hz, int samples) {
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * i / sampleRate));
        }
        return new Pcm(sampleRate, values);
    }

    private static byte[] wav(int code, int channels, int rate, int bits, byte[] data) {
        int frame = channels * bits / 8;
        return ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16)
                .putShort((short) code).putShort((short) channels).putInt(rate).putInt(rate * frame)
                .putShort((short) frame).putShort((short) bits)
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data)
                .array();
    }
}
