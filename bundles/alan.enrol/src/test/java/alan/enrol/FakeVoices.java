package alan.enrol;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.tts.ContextWindow;
import alan.api.voice.Consent;
import alan.api.voice.ContextChoice;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Voices in memory, and the receipts that they were given. */
final class FakeVoices implements VoiceProfiles {
    final Map<String, VoiceDraft> drafts = new HashMap<>();
    final Map<String, Evidence> granted = new HashMap<>();

    @Override
    public List<VoiceProfile> list() {
        return drafts.keySet().stream().map(name -> find(name).orElseThrow()).toList();
    }

    @Override
    public Optional<VoiceProfile> find(String name) {
        Evidence evidence = granted.get(name);
        Consent consent = evidence == null ? Consent.NONE
                : new Consent(evidence.state(), Instant.EPOCH, evidence.sentence(), evidence.similarity());
        return Optional.ofNullable(drafts.get(name)).map(draft -> new VoiceProfile(name, Instant.EPOCH,
                draft.segments().stream().map(VoiceDraft.Segment::about).toList(), draft.findings(), List.of(), consent));
    }

    @Override
    public VoiceProfile get(String name) throws AlanException {
        return find(name).orElseThrow(() -> new AlanException("There is no voice %s.", name));
    }

    @Override
    public VoiceProfile create(String name, VoiceDraft draft) throws AlanException {
        drafts.put(name, draft);
        return get(name);
    }

    @Override
    public Pcm sound(String name, int segment) {
        return drafts.get(name).segments().get(segment - 1).sound();
    }

    @Override
    public VoiceProfile grant(String name, Evidence evidence) throws AlanException {
        granted.put(name, evidence);
        return get(name);
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
    public ContextChoice choose(String name, String language, ContextWindow window, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContextChoice.Samples samples(String name, String language, ContextWindow window, int most) {
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
