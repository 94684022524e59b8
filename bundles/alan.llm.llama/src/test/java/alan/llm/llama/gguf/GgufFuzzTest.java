package alan.llm.llama.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a file holds, what comes out is a header or a sentence, soon and with little memory: with all that was ever found to be otherwise,
 * and with some thousand mutations that are the same every time. {@link GgufFuzz} searches for more.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class GgufFuzzTest {
    /** Room for the tensors of the little network, so that inputs can be headers alone. */
    private static final int DATA = 1 << 17;

    private static final long MOST_MEMORY = 24L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @Test
    void theSeedsGiveAFileOrASentence() throws IOException {
        Path seeds = Path.of("src", "test", "resources", "alan", "llm", "llama", "gguf", "GgufFuzzInputs", "anyHeaderGivesAFileOrASentence");
        List<Path> files;
        try (Stream<Path> all = Files.list(seeds)) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(1);
        for (Path seed : files) {
            boolean accepted = check(folder.resolve("seed.gguf"), Files.readAllBytes(seed));
            assertThat(accepted).as(seed.toString()).isEqualTo(seed.getFileName().toString().startsWith("good"));
        }
    }

    @Test
    void mutatedHeadersGiveAFileOrASentence() throws IOException {
        List<byte[]> seeds = List.of(GgufBuilder.whole().header(), GgufBuilder.working("{{ messages }}", 3).header());
        int accepted = 0;
        for (int seed = 0; seed < 6000; seed++) {
            Random random = new Random(seed);
            try {
                accepted += check(folder.resolve("mutated.gguf"), mutated(seeds.get(seed % seeds.size()), random)) ? 1 : 0;
            } catch (Throwable escaped) {
                throw new AssertionError("seed " + seed, escaped);
            }
        }
        assertThat(accepted).as("files that pass in spite of it").isBetween(100, 4000);
    }

    /** {@return whether the file was accepted} @param file to write @param header to begin it with */
    static boolean check(Path file, byte[] header) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(0);
            out.write(header);
            out.setLength(header.length + DATA);
        }
        boolean accepted = accepted(file);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        // The second time, since the first may load classes.
        accepted(file);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as("bytes allocated").isLessThan(MOST_MEMORY);
        return accepted;
    }

    private static boolean accepted(Path file) {
        try {
            GgufFile.read(file);
            return true;
        } catch (AlanException sentence) {
            assertThat(sentence.getMessage()).endsWith(".").hasSizeLessThan(400).doesNotContain("\n", "Exception");
            return false;
        }
    }

    private static byte[] mutated(byte[] whole, Random random) {
        byte[] mutated = random.nextInt(8) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        byte[] favourites = {0, 1, -1, 127, -128, 9, 8, 64};
        for (int i = random.nextInt(3); i >= 0 && mutated.length > 0; i--) {
            int at = random.nextInt(mutated.length);
            int length = 1 << random.nextInt(4);
            byte value = favourites[random.nextInt(favourites.length)];
            for (int j = at; j < Math.min(at + length, mutated.length); j++) {
                mutated[j] = random.nextBoolean() ? value : (byte) random.nextInt();
            }
        }
        return mutated;
    }
}
