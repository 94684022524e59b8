package alan.tts.csm.command;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.Pcm;
import alan.testing.Wav;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloatWavTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsReadAsItWasWritten() throws Exception {
        float[] samples = {0, 0.5f, -1, 15.6f, 1e-20f};
        Path file = folder.resolve("a.F32.wav");
        Files.write(file, FloatWav.of(samples, 24_000));
        Pcm read = Wav.read(file);
        assertThat(read.sampleRate()).isEqualTo(24_000);
        assertThat(read.samples()).containsExactly(samples);
        assertThat(FloatWav.is(file)).isTrue();
        assertThat(FloatWav.is(folder.resolve("a.wav"))).isFalse();
    }
}
