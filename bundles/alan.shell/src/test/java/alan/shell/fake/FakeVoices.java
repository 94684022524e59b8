package alan.shell.fake;

import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.engine.EngineInfo;
import alan.api.tts.ContextWindow;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An engine that has voices, and whose speech is a second of silence. */
public final class FakeVoices implements TextToSpeech {
    private final String[] names;
    private boolean window;

    public FakeVoices(String... names) {
        this.names = names;
    }

    /** Has it say that it can be shown 100 s, or not. */
    FakeVoices windowed(boolean has) {
        window = has;
        return this;
    }

    @Override
    public Optional<ContextWindow> window() {
        return window ? Optional.of(new ContextWindow(1_000, 10, 2, String::length)) : Optional.empty();
    }

    @Override
    public List<Voice> voices() {
        return Arrays.stream(names).map(name -> new Voice(name, Set.of("en"), 24_000, name)).toList();
    }

    @Override
    public PcmStream speak(SpeechRequest request) {
        return PcmStream.of(new Pcm(24_000, new float[24_000]));
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(Set.of("en"), List.of(), "cpu", false, Map.of());
    }

    @Override
    public void load() {}

    @Override
    public void unload() {}
}
