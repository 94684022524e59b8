package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.testing.Effort;
import alan.testing.TestModels;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native calls that are told to give up half way, while other work keeps OpenMP's threads from running at the same time. */
class StoppingIT {
    private static final int STOPS = Effort.of(40, 2_000);

    @TempDir
    Path data;

    @Test
    void aStopAtAnyMomentEndsTheCallAndNotTheModel() throws Exception {
        Whisper whisper = Whisper.load(data);
        float[] samples = WhisperSpeechToTextIT.tenMinutes().slice(0, 29 * 16_000).samples();
        Random random = new Random(3);
        AtomicBoolean busy = new AtomicBoolean(true);
        Runnable work = () -> {
            while (busy.get()) {
                Thread.onSpinWait();
            }
        };
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            new Thread(work, "other work").start();
        }
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        try (NativeModel model = NativeModel.open(whisper, TestModels.fetch("whisper-tiny-en").fileEnding(".bin"), 2, 1)) {
            for (int i = 0; i < STOPS; i++) {
                model.stopFlag().lower();
                ScheduledFuture<?> stop =
                        later.schedule(model.stopFlag()::raise, random.nextInt(400_000), TimeUnit.MICROSECONDS);
                assertThatThrownBy(() -> model.hear(samples, samples.length / 16, "en")).isInstanceOf(AlanException.class);
                stop.get();
            }
            model.stopFlag().lower();
            assertThat(model.hear(samples, samples.length / 16, "en").passages()).isNotEmpty();
        } finally {
            busy.set(false);
            later.shutdown();
            whisper.leave();
        }
    }
}
