package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
 * Whatever a file holds, it is accepted or gives a sentence, soon and with little memory: with all that was ever found to be otherwise, and
 * with some thousand mutations that are the same every time. {@link GgmlFuzz} searches for more.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class GgmlFuzzTest {
    /** Where the filters and the words lie, which are long and of which nothing is read: inputs go without. */
    private static final int BEFORE_FILTERS = 14 * 4;

    private static final int BEFORE_WORDS = BEFORE_FILTERS + 4;
    private static final int FILTERS = 80 * 201 * 4;
    private static final int WORDS = 50_257 * 4;
    private static final long MOST_MEMORY = 4L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @Test
    void theSeedsAreAcceptedOrGiveASentence() throws IOException {
        Path seeds = Path.of("src", "test", "resources", "alan", "stt", "whisper", "GgmlFuzzInputs", "anyFileIsAcceptedOrGivesASentence");
        List<Path> files;
        try (Stream<Path> all = Files.list(seeds)) {
            files = all.sorted().toList();
        }
        assertThat(files).isNotEmpty();
        for (Path seed : files) {
            boolean accepted = check(folder.resolve("seed.bin"), Files.readAllBytes(seed));
            assertThat(accepted).as(seed.toString()).isEqualTo(seed.getFileName().toString().startsWith("good"));
        }
    }

    @Test
    void mutatedFilesAreAcceptedOrGiveASentence() throws IOException {
        byte[] whole = essence();
        int accepted = 0;
        for (int seed = 0; seed < 1000; seed++) {
            try {
                accepted += check(folder.resolve("mutated.bin"), mutated(whole, new Random(seed))) ? 1 : 0;
            } catch (Throwable escaped) {
                throw new AssertionError("seed " + seed, escaped);
            }
        }
        assertThat(accepted).as("files that pass in spite of it").isBetween(50, 700);
    }

    /** {@return whether the file was accepted} @param file to write @param essence of what is in it */
    static boolean check(Path file, byte[] essence) throws IOException {
        int first = Math.min(essence.length, BEFORE_FILTERS);
        int second = Math.min(essence.length, BEFORE_WORDS);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(0);
            out.write(essence, 0, first);
            out.seek(first + FILTERS);
            out.write(essence, first, second - first);
            out.seek(second + FILTERS + WORDS);
            out.write(essence, second, essence.length - second);
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
            GgmlFile.check(file);
            return true;
        } catch (AlanException sentence) {
            assertThat(sentence.getMessage()).endsWith(".").contains(file.toString()).doesNotContain("\n", "Exception");
            return false;
        }
    }

    /** {@return a model with one layer on either side and a number in every tensor, without filters and words} */
    static byte[] essence() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        numbers(out, 0x67676d6c, 51_865, 1500, 384, 6, 1, 448, 384, 6, 1, 80, 1, 80, 201, 50_257);
        for (int i = 0; i < 11 + 15 + 24; i++) {
            numbers(out, 1, 2, 0, 1);
            out.writeBytes(String.format("%02d", i).getBytes());
            numbers(out, 0);
        }
        return out.toByteArray();
    }

    private static void numbers(ByteArrayOutputStream out, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(values);
        out.writeBytes(buffer.array());
    }

    private static byte[] mutated(byte[] whole, Random random) {
        byte[] mutated = random.nextInt(8) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        byte[] favourites = {0, 1, -1, 127, -128, 2, 64};
        for (int i = random.nextInt(3); i >= 0 && mutated.length > 0; i--) {
            int at = random.nextInt(mutated.length);
            byte value = favourites[random.nextInt(favourites.length)];
            for (int j = at; j < Math.min(at + (1 << random.nextInt(3)), mutated.length); j++) {
                mutated[j] = random.nextBoolean() ? value : (byte) random.nextInt();
            }
        }
        return mutated;
    }
}
