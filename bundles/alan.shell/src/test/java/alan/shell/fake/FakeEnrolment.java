package alan.shell.fake;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.text.Text;
import alan.api.tts.ContextWindow;
import alan.api.voice.Consent;
import alan.api.voice.ContextChoice;
import alan.api.voice.Enrolment;
import alan.api.voice.Finding;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.api.voice.VoiceSegment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes a voice of two segments of anything, and hears what a test says. */
public final class FakeEnrolment implements Enrolment {
    public static final String SENTENCE = "I allow it: window, river.";

    public final List<String> calls = new ArrayList<>();
    public final Kept voices = new Kept();
    /** What is heard of lines, one after the other; the line itself when there is nothing left. */
    public final List<String> heard = new ArrayList<>();
    public AlanException refusal;

    @Override
    public VoiceDraft draft(Pcm recording, String text, String language, Consumer<Double> progress) throws AlanException {
        calls.add("draft " + recording.samples().length + " at " + recording.sampleRate() + " " + text + " " + language);
        progress.accept(0.6);
        progress.accept(1.0);
        if (refusal != null) {
            throw refusal;
        }
        return new VoiceDraft(
                List.of(segment(1, "Good morning, Marta, morning.", List.of("morning")), segment(2, "It rains.", List.of())),
                List.of(new Finding(Finding.Kind.NOISY, 18.2)),
                text == null ? List.of() : List.of(Text.of("At 0:01 something differs.")),
                List.of(Text.of("At 0:07: nothing was understood.")));
    }

    private static VoiceDraft.Segment segment(int number, String text, List<String> doubtful) {
        return new VoiceDraft.Segment(new VoiceSegment(number, text, "en", 4.25, doubtful, 40), new Pcm(24_000, new float[24_000]));
    }

    @Override
    public List<String> lines(Locale language) throws AlanException {
        if (!language.getLanguage().equals("en")) {
            throw new AlanException("There is nothing to read.");
        }
        return List.of("Line one.", "Line two.", "Line three.");
    }

    @Override
    public Reading read(String line, Pcm reading, Locale language) {
        calls.add("read " + reading.samples().length + " " + language);
        String understood = heard.isEmpty() ? line : heard.remove(0);
        return new Reading(understood, understood.equals(line));
    }

    @Override
    public Challenge challenge(String voice, Locale language) {
        return new Challenge("1", voice, SENTENCE, language, Instant.parse("2026-11-28T10:00:00Z"));
    }

    @Override
    public VoiceProfile consent(Challenge challenge, Pcm reading) throws AlanException {
        calls.add("consent " + reading.samples().length + " " + challenge.language());
        if (refusal != null) {
            throw refusal;
        }
        return voices.grant(challenge.voice(), new VoiceProfiles.Evidence(Consent.State.READ, SENTENCE, SENTENCE, 0.876));
    }

    @Override
    public VoiceProfile declareOwn(String voice) throws AlanException {
        return voices.grant(voice, new VoiceProfiles.Evidence(Consent.State.OWN, "mine", null, null));
    }

    /** Voices in memory. */
    public static final class Kept implements VoiceProfiles {
        public final Map<String, VoiceProfile> all = new HashMap<>();

        @Override
        public List<VoiceProfile> list() {
            return List.copyOf(all.values());
        }

        @Override
        public Optional<VoiceProfile> find(String name) {
            return Optional.ofNullable(all.get(name));
        }

        @Override
        public VoiceProfile get(String name) throws AlanException {
            return find(name).orElseThrow(() -> new AlanException("There is no voice %s.", name));
        }

        @Override
        public VoiceProfile create(String name, VoiceDraft draft) throws AlanException {
            List<VoiceSegment> segments = draft.segments().stream().map(VoiceDraft.Segment::about).toList();
            all.put(name, new VoiceProfile(name, Instant.EPOCH, segments, draft.findings(), List.of(), Consent.NONE));
            return get(name);
        }

        @Override
        public VoiceProfile grant(String name, Evidence evidence) throws AlanException {
            VoiceProfile old = get(name);
            Consent consent = new Consent(evidence.state(), Instant.EPOCH, evidence.sentence(), evidence.similarity());
            all.put(name, new VoiceProfile(name, old.created(), old.segments(), old.findings(), old.pinned(), consent));
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
        public Pcm sound(String name, int segment) {
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
}
