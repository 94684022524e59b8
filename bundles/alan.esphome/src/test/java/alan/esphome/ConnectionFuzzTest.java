package alan.esphome;

import static org.assertj.core.api.Assertions.assertThat;

import alan.esphome.messages.DisconnectRequest;
import com.google.protobuf.Message;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
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
 * Whatever a client sends, what comes out is messages and then an end or a sentence, with little memory: with seeds, and with mutations of what Home Assistant's client
 * writes that are the same every time; to a device without a key, to one with a key, and from somebody who has that key. {@link ConnectionFuzz} searches for more.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ConnectionFuzzTest {
    private static final long MOST_MEMORY = 8L << 20;
    private static final EsphomeKey KEY = EsphomeKey.make();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] FAVOURITES = {0, 1, 2, 8, 10, 18, 20, 90, 106, 127, (byte) 0x80, (byte) 0xFF};

    @Test
    void theSeedsGiveMessagesOrASentence() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(MessagesTest.REFERENCE.resolve("ConnectionFuzzInputs").resolve("anyBytesGiveMessagesOrASentence"))) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(10);
        for (Path seed : files) {
            assertThat(check(Files.readAllBytes(seed))).as(seed.toString()).isEqualTo(seed.getFileName().toString().startsWith("good"));
        }
    }

    @Test
    void mutatedStreamsGiveMessagesOrASentence() throws Exception {
        byte[] whole = conversation();
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

    @Test
    void mutatedHandshakesGiveMessagesOrASentence() throws Exception {
        int good = 0;
        for (int seed = 0; seed < 300; seed++) {
            try {
                Random random = new Random(seed);
                byte[] sent = Client.noise(KEY).send(Client.HELLO, DisconnectRequest.getDefaultInstance()).sent();
                good += good(mutated(sent, random), KEY) ? 1 : 0;
            } catch (Throwable escaped) {
                throw new AssertionError("seed " + seed, escaped);
            }
        }
        assertThat(good).as("changed where nothing depends on it").isLessThan(30);
    }

    /** A hello, and one of each message that the client may send; none of those that end a connection before the others. */
    private static byte[] conversation() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(Client.plain().send(Client.HELLO).sent());
        Frames frames = new PlainFrames(new Wire(Files.newInputStream(MessagesTest.REFERENCE.resolve("messages.bin")), new ByteArrayOutputStream()));
        Client client = Client.plain();
        for (Frame frame = frames.read(); frame != null; frame = frames.read()) {
            if (!Formalities.ends(MessageTypes.read(frame))) {
                client.send(frame.type(), frame.body());
            }
        }
        all.writeBytes(client.sent());
        return all.toByteArray();
    }

    /** {@return whether all of a stream was read by a device without a key} A device with a key is given the same, and the same as sealed by a client who has it. */
    static boolean check(byte[] bytes) throws Exception {
        boolean good = good(bytes, null);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        // The second time, since the first may load classes.
        good(bytes, null);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as("bytes allocated").isLessThan(MOST_MEMORY + 40L * bytes.length);
        good(bytes, KEY);
        good(Client.noise(KEY).sealed(Arrays.copyOf(bytes, Math.min(bytes.length, 60_000))).sent(), KEY);
        return good;
    }

    private static boolean good(byte[] bytes, EsphomeKey key) throws Exception {
        Talk talk = new Talk(bytes, key);
        try {
            talk.accept();
            for (Message message = talk.connection.read(); message != null; message = talk.connection.read()) {
                assertThat(message.getSerializedSize()).isLessThanOrEqualTo(2 * Wire.MOST);
            }
            return true;
        } catch (EsphomeException sentence) {
            assertThat(sentence.getMessage()).endsWith(".").hasSizeLessThan(100).doesNotContain("\n", "Exception");
            return false;
        } finally {
            assertThat(talk.closed).hasValue(1);
        }
    }

    private static byte[] mutated(byte[] whole, Random random) {
        byte[] mutated = whole.clone();
        if (random.nextInt(4) == 0) {
            mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length + 1));
        }
        for (int i = random.nextInt(3); i >= 0 && mutated.length > 0; i--) {
            mutated[random.nextInt(mutated.length)] = random.nextBoolean() ? FAVOURITES[random.nextInt(FAVOURITES.length)] : (byte) random.nextInt();
        }
        return mutated;
    }
}
