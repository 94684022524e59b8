package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.Pcm;
import alan.api.model.InstalledModel;
import alan.api.tts.SpeechRequest;
import alan.phonemes.EspeakPhonemizer;
import alan.testing.Effort;
import alan.testing.Memory;
import alan.testing.TestModels;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a Piper voice takes of memory, and gives back. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PiperMemoryIT {
    private static final SpeechRequest FOX = SpeechRequest.of("The quick brown fox jumps over the lazy dog.");
    private static final SpeechRequest LONG = SpeechRequest.of(
            "the tides and the night and the stories that people have told each other ".repeat(3) + "are about it.");

    /** Loadings until the pools of the JVM and the C library are as large as they get. */
    private static final int WARM_UP = Effort.of(4, 6);

    /** So many that a swing of those pools, some 15 MB, is little for each; and what is little then, as a part of the model. */
    private static final int CYCLES = Effort.of(10, 20);
    private static final int LITTLE = Effort.of(25, 50);

    private static InstalledModel joe;

    @TempDir
    Path data;

    private PiperTextToSpeech engine;

    @BeforeAll
    static void fetch() throws Exception {
        joe = TestModels.fetch("piper-en-us-joe");
    }

    @BeforeEach
    void load() throws Exception {
        engine = new PiperTextToSpeech(new FakeModels().installed(joe), new EspeakPhonemizer(data), new PiperSettings("piper-en-us-joe", 1, -1, -1, 1, 2));
        engine.load();
    }

    @AfterEach
    void unload() {
        engine.unload();
    }

    @Test
    void keepsNothingOfTheLongestSentences() throws Exception {
        engine.speak(FOX).readAll();
        long before = Memory.resident();
        ExecutorService people = Executors.newFixedThreadPool(3);
        Callable<Pcm> somebody = () -> engine.speak(LONG).readAll();
        for (Future<Pcm> sound : people.invokeAll(Collections.nCopies(3, somebody))) {
            assertThat(sound.get().seconds()).isGreaterThan(8);
        }
        people.shutdown();
        // Some 740 MB without shrinking; how much of the last sentence is still there depends on which of the three ended last.
        assertThat(Memory.resident() - before).as("bytes more than after a short sentence").isLessThan(2 * joe.model().bytes());
    }

    @Test
    void givesMemoryBackWhenUnloaded() throws Exception {
        long loaded = Memory.resident();
        engine.unload();
        assertThat(loaded - Memory.resident()).isGreaterThan(joe.model().bytes() / 2);
    }

    @Test
    void doesNotGrowWithEachLoading() throws Exception {
        engine.unload();
        cycles(WARM_UP);
        long before = Memory.resident();
        cycles(CYCLES);
        long growth = (Memory.resident() - before) / CYCLES;
        assertThat(growth).as("bytes more after each loading").isLessThan(joe.model().bytes() / LITTLE);
    }

    private void cycles(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            engine.load();
            engine.speak(FOX).readAll();
            engine.unload();
        }
        System.gc();
    }
}
