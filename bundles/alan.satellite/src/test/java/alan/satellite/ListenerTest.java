package alan.satellite;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.listen.WakeWord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerTest {
    @TempDir
    Path data;

    private final BlockingQueue<Microphone> microphones = new LinkedBlockingQueue<>();
    private final FakeHub hub = new FakeHub("hub");
    private final Herald herald = new Herald();
    private Room room;
    private Listener listener;

    @BeforeEach
    void build() {
        room = new Room(new RoomSettings(Set.of(), true, 1), rate -> {
            throw new AlanException("There is no speaker.");
        }, () -> List.of(new WakeWord.Name("alexa", "Alexa", Set.of("en"))), new MuteSwitch(data), herald);
        // The room listens before any microphone is opened, so no wake word is waited for.
        WakeEar ear = new WakeEar(null, Set::of, why -> { });
        listener = new Listener(room, () -> {
            Microphone opened = new Microphone();
            microphones.add(opened);
            return opened;
        }, ear, Duration.ofMillis(10));
    }

    @AfterEach
    void leave() {
        room.close();
        listener.close();
        herald.close();
    }

    /** Hears what the test lets it. */
    private static final class Microphone implements PcmStream {
        private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

        @Override
        public int sampleRate() {
            return WakeWord.SAMPLE_RATE;
        }

        @Override
        public float[] read() throws AlanException {
            try {
                Object next = heard.take();
                if (next instanceof RuntimeException failure) {
                    throw failure;
                }
                return next instanceof float[] block ? block : null;
            } catch (InterruptedException e) {
                throw new AlanException("interrupted", e);
            }
        }

        @Override
        public void close() {
            heard.add("end");
        }
    }

    private Microphone next() throws InterruptedException {
        Microphone opened = microphones.poll(20, TimeUnit.SECONDS);
        assertThat(opened).as("a microphone is opened").isNotNull();
        return opened;
    }

    @Test
    void whatNobodyExpectedIsAProblemAndTheMicrophoneIsOpenedAgain() throws Exception {
        room.attach(hub);
        room.listen();
        assertThat(hub.next()).isEqualTo("asked");
        next().heard.add(new IllegalStateException("odd"));
        assertThat(hub.next()).isEqualTo("unheard");
        assertThat(room.status().problem())
                .isEqualTo("The satellite cannot listen, as something unexpected went wrong (java.lang.IllegalStateException: odd); Alan tries it again.");

        Microphone again = next();
        room.listen();
        assertThat(hub.next()).isEqualTo("asked");
        again.heard.add(new float[] {0.5f});
        again.heard.add(new float[] {0.25f});
        assertThat(hub.next()).isEqualTo("sound 0.5");
        assertThat(hub.next()).isEqualTo("sound 0.25");
        assertThat(room.status().problem()).isNull();
    }
}
