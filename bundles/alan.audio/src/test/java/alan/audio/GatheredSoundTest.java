package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GatheredSoundTest {
    private static final Path FILE = Path.of("long.flac");

    @Test
    void whatIsAddedIsThereInOrder() throws AlanException {
        for (double expected : new double[] {Double.NaN, 0, 1e-4, 10, 1e9}) {
            GatheredSound sound = new GatheredSound(FILE, 8000, expected);
            float[] block = new float[50_000];
            for (int i = 0; i < 4; i++) {
                block[0] = i;
                sound.add(block);
            }

            assertThat(sound.pcm().sampleRate()).isEqualTo(8000);
            assertThat(sound.pcm().samples()).hasSize(200_000);
            assertThat(sound.pcm().samples()[150_000]).isEqualTo(3);
        }
    }
}
