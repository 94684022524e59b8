package alan.engines;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.engine.EngineInfo;
import alan.api.stt.SpeechToText;
import alan.api.stt.Transcription;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Counts how often it is loaded. */
final class FakeEngine implements SpeechToText {
    private final Set<String> languages;
    volatile boolean loaded;
    volatile int loads;
    volatile String failure;
    volatile RuntimeException fault;
    volatile Error error;
    volatile List<String> models = List.of();
    volatile CountDownLatch gate;
    volatile Runnable asked = () -> { };
    volatile int allocate;
    volatile long memory;
    private ByteBuffer weights;

    FakeEngine(String... languages) {
        this.languages = Set.of(languages);
    }

    @Override
    public EngineInfo info() {
        asked.run();
        return new EngineInfo(languages, models, "cpu", loaded, Map.of());
    }

    @Override
    public long memory() {
        return memory;
    }

    @Override
    public void load() throws AlanException {
        if (failure != null) {
            throw new AlanException(failure);
        }
        if (fault != null) {
            throw fault;
        }
        if (error != null) {
            throw error;
        }
        if (gate != null) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AlanException("interrupted", e);
            }
        }
        weights = ByteBuffer.allocateDirect(allocate);
        loads++;
        loaded = true;
    }

    @Override
    public void unload() {
        loaded = false;
    }

    @Override
    public Transcription transcribe(Pcm utterance, String language) {
        throw new UnsupportedOperationException();
    }
}
