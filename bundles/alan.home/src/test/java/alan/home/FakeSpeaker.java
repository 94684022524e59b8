package alan.home;

import alan.api.audio.PcmStream;
import alan.api.engine.EngineInfo;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine that is only asked for its voices. */
final class FakeSpeaker implements TextToSpeech {
    final List<Voice> voices = new CopyOnWriteArrayList<>();
    final Set<String> languages;
    final boolean imitates;

    FakeSpeaker(boolean imitates, Set<String> languages, Voice... voices) {
        this.imitates = imitates;
        this.languages = languages;
        this.voices.addAll(List.of(voices));
    }

    @Override
    public List<Voice> voices() {
        return voices;
    }

    @Override
    public boolean imitates() {
        return imitates;
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(languages, List.of(), "cpu", false, Map.of());
    }

    @Override
    public PcmStream speak(SpeechRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void load() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unload() {
        throw new UnsupportedOperationException();
    }
}
