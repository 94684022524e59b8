package alan.shell.fake;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.text.Text;
import alan.api.tts.ContextWindow;
import alan.api.voice.Consent;
import alan.api.voice.ContextChoice;
import alan.api.voice.Finding;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.api.voice.VoiceSegment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One voice, which changes as it is told; of which the first segments are shown that fit. */
public final class FakeProfiles implements VoiceProfiles {
    public final List<String> calls = new ArrayList<>();
    public final List<ContextWindow> windows = new ArrayList<>();
    public VoiceProfile marta = new VoiceProfile("marta", Instant.parse("2026-11-28T12:00:00Z"), List.of(
                    new VoiceSegment(1, "Good morning to you.", "en", 4, List.of("morning"), 28.4),
                    new VoiceSegment(2, "¿Llueve?", "es", 2.5, List.of(), 31),
                    new VoiceSegment(3, "A long story.", "en", 80, List.of(), 30)),
            List.of(new Finding(Finding.Kind.QUIET, 38)), List.of(), Consent.NONE);

    @Override
    public List<VoiceProfile> list() {
        return marta == null ? List.of() : List.of(marta);
    }

    @Override
    public Optional<VoiceProfile> find(String name) {
        return list().stream().filter(voice -> voice.name().equals(name)).findFirst();
    }

    @Override
    public VoiceProfile get(String name) throws AlanException {
        return find(name).orElseThrow(() -> new AlanException("There is no voice " + name + " here."));
    }

    @Override
    public VoiceProfile create(String name, VoiceDraft draft) {
        throw new UnsupportedOperationException();
    }

    @Override
    public VoiceProfile edit(String name, int segment, String text) throws AlanException {
        VoiceProfile before = get(name);
        List<VoiceSegment> segments = before.segments().stream().map(each -> each.number() != segment ? each
                : new VoiceSegment(segment, text, each.language(), each.seconds(), List.of(), each.snr())).toList();
        marta = new VoiceProfile(name, before.created(), segments, before.findings(), before.pinned(), before.consent());
        return marta;
    }

    @Override
    public VoiceProfile pin(String name, List<Integer> segments) throws AlanException {
        VoiceProfile before = get(name);
        marta = new VoiceProfile(name, before.created(), before.segments(), before.findings(), segments, before.consent());
        return marta;
    }

    @Override
    public void remove(String name) throws AlanException {
        get(name);
        marta = null;
    }

    @Override
    public Pcm sound(String name, int segment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContextChoice choose(String name, String language, ContextWindow window, int most) throws AlanException {
        calls.add("choose " + language + " " + most);
        windows.add(window);
        VoiceProfile voice = get(name);
        if (voice.pinned().contains(3)) {
            throw new AlanException("The pinned segments do not fit.");
        }
        List<ContextChoice.Chosen> chosen = voice.segments().subList(0, 2).stream()
                .map(each -> new ContextChoice.Chosen(each, Text.of(FakeProfiles.class, "Because of %s.", each.number()))).toList();
        return new ContextChoice(chosen, 101, 6.5);
    }

    @Override
    public ContextChoice.Samples samples(String name, String language, ContextWindow window, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public VoiceProfile grant(String name, Evidence evidence) throws AlanException {
        return consent(name, new Consent(evidence.state(), Instant.parse("2026-11-28T12:00:00Z"), evidence.sentence(), evidence.similarity()));
    }

    @Override
    public VoiceProfile revoke(String name) throws AlanException {
        return consent(name, new Consent(Consent.State.REVOKED, Instant.parse("2026-11-28T12:00:00Z"), "I allow it.", null));
    }

    private VoiceProfile consent(String name, Consent consent) throws AlanException {
        VoiceProfile before = get(name);
        marta = new VoiceProfile(name, before.created(), before.segments(), before.findings(), before.pinned(), consent);
        return marta;
    }

    @Override
    public void exportTo(String name, Path zip) {
        calls.add("export " + name + " " + zip);
    }

    @Override
    public List<VoiceProfile> importFrom(Path source, String name) {
        calls.add("import " + source + " " + name);
        return list();
    }
}
