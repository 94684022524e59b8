package alan.satellite;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.satellite.Satellite.Playback;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoudspeakerTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final BlockingQueue<FakeSink> sinks = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> over = new LinkedBlockingQueue<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private Loudspeaker loudspeaker;

    private void build(Duration silence, int mostSamples) {
        loudspeaker = new Loudspeaker(rate -> {
            FakeSink sink = new FakeSink(rate, mayEnd);
            sinks.add(sink);
            return sink;
        }, failure -> { }, silence, mostSamples);
    }

    private Playback play(String name) {
        return loudspeaker.play(16_000, () -> over.add(name));
    }

    private void play(String name, float[] samples) {
        Playback playback = play(name);
        playback.write(samples);
        playback.end();
    }

    private String nextOver() throws InterruptedException {
        return over.poll(20, TimeUnit.SECONDS);
    }

    private FakeSink sink() throws InterruptedException {
        FakeSink sink = sinks.poll(20, TimeUnit.SECONDS);
        assertThat(sink).as("a speaker is opened").isNotNull();
        return sink;
    }

    @AfterEach
    void leave() {
        loudspeaker.close();
    }

    @Test
    void whatHasNoEndEndsWhenNothingComesAnyMore() throws Exception {
        mayEnd.countDown();
        build(Duration.ofMillis(500), 10);
        Playback broken = play("broken");
        broken.write(new float[] {0.5f});
        assertThat(nextOver()).isEqualTo("broken");
        broken.write(new float[] {0.25f});
        assertThat(sink().samples).as("what came before it fell silent").containsExactly(0.5f);
        assertThat(loudspeaker.busy()).isFalse();
    }

    @Test
    void allThatWaitsTogetherIsNotMoreThanThereIsRoomFor() throws Exception {
        build(LONG, 10);
        play("first", new float[1]);
        FakeSink first = sink();
        play("second", new float[6]);
        play("too long", new float[6]);
        play("third", new float[3]);
        mayEnd.countDown();
        assertThat(List.of(nextOver(), nextOver(), nextOver(), nextOver())).containsExactly("first", "second", "too long", "third");
        assertThat(first.samples).hasSize(1);
        assertThat(sink().samples).hasSize(6);
        assertThat(sink().samples).hasSize(3);
        assertThat(sinks).isEmpty();
    }

    @Test
    void whoeverCanWaitPlaysMoreThanThereIsRoomFor() throws Exception {
        mayEnd.countDown();
        build(LONG, 40);
        Playback endless = play("long");
        for (int i = 0; i < 100; i++) {
            endless.write(new float[5]);
            endless.awaitRoom();
        }
        endless.end();
        endless.awaitRoom();
        assertThat(nextOver()).isEqualTo("long");
        assertThat(sink().samples).hasSize(500);
    }

    @Test
    void whatIsStoppedLeavesRoom() throws Exception {
        build(LONG, 10);
        play("first", new float[1]);
        sink();
        play("second", new float[9]);
        loudspeaker.stop();
        assertThat(List.of(nextOver(), nextOver())).containsExactly("first", "second");
        play("third", new float[10]);
        assertThat(nextOver()).isEqualTo("third");
        assertThat(sink().samples).hasSize(10);
    }
}
