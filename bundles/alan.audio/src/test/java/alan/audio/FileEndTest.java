package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEndTest {
    @TempDir
    Path folder;

    @Test
    void aWavFileIsCutOffWhenItsDataChunkSaysMore() throws IOException {
        float[] samples = new float[1000];

        assertThat(WavEnd.isCutOff(written(WavBytes.of(8000, 1, samples)))).isFalse();
        assertThat(WavEnd.isCutOff(written(WavBytes.of(8000, 1, samples, 2002)))).isTrue();
    }

    @Test
    void aWavFileFromAPipeDoesNotSayHowLongItIs() throws IOException {
        float[] samples = new float[1000];

        assertThat(WavEnd.isCutOff(written(WavBytes.of(8000, 1, samples, 0xFFFF_FFFF)))).isFalse();
        assertThat(WavEnd.isCutOff(written(WavBytes.of(8000, 1, samples, 0x7FFF_F000)))).isFalse();
        assertThat(WavEnd.isCutOff(written(WavBytes.of(8000, 1, samples, 0)))).isFalse();
    }

    @Test
    void whatIsNoWavFileIsNotCutOff() throws IOException {
        assertThat(WavEnd.isCutOff(written(new byte[] {'R', 'I', 'F', 'F'}))).isFalse();
        assertThat(WavEnd.isCutOff(written("RIFF....AVI LIST....".getBytes()))).isFalse();
    }

    @Test
    void anOggFileIsCutOffInsideItsLastPageOnly() {
        byte[] page = page(2, 255, 10);

        assertThat(OggEnd.isCutOff(page)).isFalse();
        assertThat(OggEnd.isCutOff(Arrays.copyOf(page, page.length + 5))).isFalse();
        assertThat(OggEnd.isCutOff(Arrays.copyOf(page, page.length - 1))).isTrue();
        assertThat(OggEnd.isCutOff(Arrays.copyOf(page, 28))).isTrue();
        assertThat(OggEnd.isCutOff(Arrays.copyOf(page, 20))).isTrue();
        assertThat(OggEnd.isCutOff(new byte[100])).isFalse();
    }

    private static byte[] page(int segments, int... lengths) {
        byte[] page = new byte[27 + segments + Arrays.stream(lengths).sum()];
        System.arraycopy(new byte[] {'O', 'g', 'g', 'S'}, 0, page, 0, 4);
        page[26] = (byte) segments;
        for (int i = 0; i < segments; i++) {
            page[27 + i] = (byte) lengths[i];
        }
        return page;
    }

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x"), bytes);
    }
}
