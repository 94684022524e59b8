package alan.models.ctranslate2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.AlanException;
import alan.api.model.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutatedModelTest {
    private static final int[] EXTREMES = {0, 1, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};

    @TempDir
    Path folder;

    private final SyntheticModel model = SyntheticModel.multilingual();
    private final WhisperImport whisper = new WhisperImport();

    /** The heap of the tests is small (see the pom), so that believing a size in a file would end in an OutOfMemoryError. */
    @Test
    void whateverIsWrongWithAModelOnlyAnAlanExceptionComesOut() throws Exception {
        model.write(folder);
        byte[] whole = model.bytes();
        Path out = folder.resolve("out.bin");
        int refused = 0;
        for (int seed = 0; seed < 2500; seed++) {
            Files.write(folder.resolve("model.bin"), mutated(whole, new Random(seed)));
            String name = whisper.accepts(folder);
            Throwable thrown = catchThrowable(() -> whisper.convert(folder, out, Models.Progress.NONE));
            if (thrown != null) {
                refused++;
                assertThat(thrown).as("seed %d", seed).isExactlyInstanceOf(AlanException.class);
                assertThat(thrown.getMessage())
                        .as("seed %d", seed)
                        .containsAnyOf("model.bin", "vocabulary.txt")
                        .doesNotContain("\n");
                assertThat(out).as("seed %d", seed).doesNotExist();
            } else {
                assertThat(name).as("seed %d", seed).isNotNull();
                Files.delete(out);
            }
        }
        assertThat(refused).isBetween(1250, 2499);
    }

    private byte[] mutated(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int kind = random.nextInt(20);
        if (kind == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        if (kind == 1) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            return bytes;
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = model.structure.get(random.nextInt(model.structure.size()));
            if (kind < 10 || at + 4 > bytes.length) {
                bytes[at] ^= (byte) (1 + random.nextInt(255));
            } else {
                int value = EXTREMES[random.nextInt(EXTREMES.length)];
                for (int b = 0; b < 4; b++) {
                    bytes[at + b] = (byte) (value >>> 8 * b);
                }
            }
        }
        return bytes;
    }
}
