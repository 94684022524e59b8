package alan.companion;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.tts.ContextWindow;
import alan.api.tts.Sample;
import alan.api.voice.Consent;
import alan.api.voice.ContextChoice;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Voices of people, each with one sample that says its name; none may be changed. */
final class FakeProfiles implements VoiceProfiles {
    final Map<String, Consent> consents = new ConcurrentHashMap<>();
    volatile int most;

    FakeProfiles with(String name, Consent.State state) {
        consents.put(name, new Consent(state, Instant.EPOCH, "I am " + name, null));
        return this;
    }

    static Sample sample(String name) {
        return new Sample(0, "I am " + name, new Pcm(SAMPLE_RATE, new float[] {name.hashCode()}));
    }

    @Override
    public List<VoiceProfile> list() {
        return consents.keySet().stream().map(name -> find(name).orElseThrow()).toList();
    }

    @Override
    public Optional<VoiceProfile> find(String name) {
        return Optional.ofNullable(consents.get(name)).map(consent -> new VoiceProfile(name, Instant.EPOCH, List.of(), List.of(), List.of(), consent));
    }

    @Override
    public ContextChoice.Samples samples(String name, String language, ContextWindow window, int positions) throws AlanException {
        if (find(name).isEmpty()) {
            throw new AlanException("There is no voice %s.", name);
        }
        most = positions;
        return new ContextChoice.Samples(new ContextChoice(List.of(), 1, 1), List.of(sample(name)));
    }

    @Override
    public VoiceProfile get(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public VoiceProfile create(String name, VoiceDraft draft) {
        throw new UnsupportedOperationException();
    }

    @Override
    public VoiceProfile edit(String name, int segment, String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public VoiceProfile pin(String name, List<Integer> segments) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Pcm sound(String name, int segment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContextChoice choose(String name, String language, ContextWindow window, int positions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public VoiceProfile grant(String name, Evidence evidence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public VoiceProfile revoke(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void exportTo(String name, Path zip) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<VoiceProfile> importFrom(Path source, String name) {
        throw new UnsupportedOperationException();
    }
}
