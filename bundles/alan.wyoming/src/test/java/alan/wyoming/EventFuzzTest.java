package alan.wyoming;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

/**
 * Whatever a stream holds, what comes out is events and then an end or a sentence, with little memory: with seeds, and with two thousand mutations of what the
 * reference library writes that are the same every time. {@link EventFuzz} searches for more.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EventFuzzTest {
    private static final int MOST = 1 << 16;
    private static final long MOST_MEMORY = 8L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void theSeedsGiveEventsOrASentence() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(EventReaderTest.REFERENCE.resolve("EventFuzzInputs").resolve("anyBytesGiveEventsOrASentence"))) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        for (Path seed : files) {
            assertThat(check(Files.readAllBytes(seed))).as(seed.toString()).isEqualTo(seed.getFileName().toString().startsWith("good"));
        }
    }

    @Test
    void mutatedStreamsGiveEventsOrASentence() throws IOException {
        byte[] whole = Files.readAllBytes(EventReaderTest.REFERENCE.resolve("events.bin"));
        int good = 0;
        for (int seed = 0; seed < 2000; seed++) {
            try {
                good += check(mutated(whole, new Random(seed))) ? 1 : 0;
            } catch (Throwable escaped) {
                throw new AssertionError("seed " + seed, escaped);
            }
        }
        assertThat(good).as("streams that are read to their end in spite of it").isBetween(50, 1800);
    }

    /** {@return whether all of a stream was read} @param bytes of it */
    static boolean check(byte[] bytes) throws IOException {
        boolean good = good(bytes);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        // The second time, since the first may load classes.
        good(bytes);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as("bytes allocated").isLessThan(MOST_MEMORY + 40L * bytes.length);
        return good;
    }

    private static boolean good(byte[] bytes) throws IOException {
        EventReader reader = new EventReader(new ByteArrayInputStream(bytes), MOST, MOST);
        try {
            for (WyomingEvent event = reader.read(); event != null; event = reader.read()) {
                assertThat(event.payload().length).isLessThanOrEqualTo(MOST);
                readAs(event);
            }
            return true;
        } catch (WyomingException sentence) {
            assertThat(sentence.getMessage()).endsWith(".").hasSizeLessThan(200).doesNotContain("\n", "Exception");
            assertThat(sentence.code()).isIn(ErrorCode.BAD_EVENT, ErrorCode.TOO_LARGE);
            return false;
        }
    }

    /** What an event says is there, or there is a sentence about what is wrong with it. */
    private static void readAs(WyomingEvent event) {
        for (Typed typed : List.<Typed>of(AudioFormat::of, Transcribe::of, Synthesize::of, Synthesize::chunk, Question::of, Events::pong)) {
            try {
                typed.of(event);
            } catch (WyomingException sentence) {
                assertThat(sentence.getMessage()).endsWith(".");
                assertThat(sentence.code()).isEqualTo(ErrorCode.BAD_REQUEST);
            }
        }
    }

    private interface Typed {
        Object of(WyomingEvent event) throws WyomingException;
    }

    private static byte[] mutated(byte[] whole, Random random) {
        int from = random.nextInt(whole.length);
        byte[] mutated = random.nextInt(4) == 0 ? Arrays.copyOfRange(whole, from, whole.length) : whole.clone();
        if (random.nextInt(4) == 0) {
            mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length + 1));
        }
        byte[] favourites = "\n{}[]\"-.09eN,:\0".getBytes();
        for (int i = random.nextInt(3); i >= 0 && mutated.length > 0; i--) {
            mutated[random.nextInt(mutated.length)] = random.nextBoolean() ? favourites[random.nextInt(favourites.length)] : (byte) random.nextInt();
        }
        return mutated;
    }
}
