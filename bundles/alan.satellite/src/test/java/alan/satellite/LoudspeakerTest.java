package alan.satellite;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.satellite.Satellite.Playback;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoudspeakerTest {
    private final BlockingQueue<FakeSink> sinks = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private Loudspeaker loudspeaker;

    private void build(Duration silence) {
        loudspeaker = new Loudspeaker(rate -> {
            FakeSink sink = new FakeSink(rate, new CountDownLatch(0));
            sinks.add(sink);
            return sink;
        }, failure -> { }, silence);
    }

    @AfterEach
    void leave() {
        loudspeaker.close();
    }

    @Test
    void whatHasNoEndEndsWhenNothingComesAnyMore() throws Exception {
        build(Duration.ofMillis(500));
        Playback broken = loudspeaker.play(16_000, over::countDown);
        broken.write(new float[] {0.5f});
        assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
        broken.write(new float[] {0.25f});
        assertThat(sinks.take().samples).as("what came before it fell silent").containsExactly(0.5f);
        assertThat(loudspeaker.busy()).isFalse();
    }
}
