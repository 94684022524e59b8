package alan.voices;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.identity.Installation;
import alan.api.phonemes.Phonemizer;
import alan.api.text.Text;
import alan.api.tts.ContextWindow;
import alan.api.tts.Sample;
import alan.api.voice.ContextChoice;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.api.voice.VoiceSegment;
import alan.voices.choose.Chooser;
import alan.voices.choose.Sounds;
import alan.voices.consent.Receipts;
import alan.voices.store.Disk;
import alan.voices.store.Limits;
import alan.voices.store.Shelf;
import alan.voices.store.SoundDigest;
import alan.voices.store.Staging;
import alan.voices.store.StoreLock;
import alan.voices.store.VoiceFolder;
import alan.voices.transfer.Importer;
import alan.voices.transfer.ZipOut;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The voices in a folder. Every call reads the files anew, so what another process or a person has changed counts at once; what is remembered (digests, phonemes)
 * is remembered by content.
 */
public class VoiceStore implements VoiceProfiles {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceStore.class);

    private final Shelf shelf;
    private final Receipts receipts;
    private final AudioFiles audio;
    private final Supplier<? extends Iterable<Listener>> listeners;
    private final Chooser chooser;
    private final SoundDigest digests = new SoundDigest();
    /** The voices whose samples somebody has, and the digests of these. */
    private final Map<String, String> handedOut = new ConcurrentHashMap<>();

    /**
     * @param data folder; the voices are in {@code voices/}
     * @param audio reads other sound files, and changes rates
     * @param installation signs receipts; {@code null} while it is not there
     * @param phonemizer knows the sounds of a text; {@code null} while it is not there
     * @param listeners as they are now
     */
    public VoiceStore(Path data, AudioFiles audio, Supplier<Installation> installation, Supplier<Phonemizer> phonemizer,
            Supplier<? extends Iterable<Listener>> listeners) {
        this.shelf = new Shelf(data.resolve("voices"));
        this.receipts = new Receipts(data, shelf.folder(), installation);
        this.audio = audio;
        this.listeners = listeners;
        this.chooser = new Chooser(new Sounds(phonemizer));
    }

    @Override
    public List<VoiceProfile> list() {
        List<VoiceProfile> all = new ArrayList<>();
        try (StoreLock.Held held = shelf.hold()) {
            for (String name : shelf.names()) {
                try {
                    all.add(profile(name));
                } catch (AlanException e) {
                    LOG.warn("The voice {} is left out", name, e);
                }
            }
        } catch (AlanException e) {
            LOG.warn("There are no voices to be had", e);
        }
        return all;
    }

    @Override
    public Optional<VoiceProfile> find(String name) {
        try {
            return Optional.of(get(name));
        } catch (AlanException e) {
            LOG.debug("No voice {}", name, e);
            return Optional.empty();
        }
    }

    @Override
    public VoiceProfile get(String name) throws AlanException {
        try (StoreLock.Held held = shelf.hold()) {
            return profile(name);
        }
    }

    @Override
    public VoiceProfile create(String name, VoiceDraft draft) throws AlanException {
        try (Staging staging = shelf.stage(name)) {
            Path made = staging.folder().resolve("voice");
            VoiceFolder.write(made, atOurRate(draft), List.of(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
            return publish(List.of(new Importer.Made(shelf.free(name), made, null))).get(0);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private VoiceDraft atOurRate(VoiceDraft draft) throws AlanException {
        List<VoiceDraft.Segment> segments = new ArrayList<>();
        for (VoiceDraft.Segment each : draft.segments()) {
            Pcm sound = each.sound().sampleRate() == SAMPLE_RATE ? each.sound() : audio.resample(each.sound(), SAMPLE_RATE);
            segments.add(new VoiceDraft.Segment(each.about(), sound));
        }
        return new VoiceDraft(segments, draft.findings(), draft.differences());
    }

    private List<VoiceProfile> publish(List<Importer.Made> made) throws AlanException, IOException {
        List<Shelf.New> voices = new ArrayList<>();
        try (StoreLock.Held held = shelf.hold()) {
            for (Importer.Made each : made) {
                // Whatever could not be read later on is not kept to begin with.
                VoiceFolder.read(each.folder(), each.name());
                if (each.from() != null && receipts.isOurs(each.from(), each.name())) {
                    Disk.write(each.folder().resolve(VoiceFolder.RECEIPT), Disk.read(each.from().resolve(VoiceFolder.RECEIPT), 1 << 20));
                }
                voices.add(new Shelf.New(each.name(), each.folder()));
            }
            shelf.publish(voices);
            List<VoiceProfile> published = new ArrayList<>();
            for (Importer.Made each : made) {
                published.add(profile(each.name()));
            }
            return published;
        }
    }

    @Override
    public VoiceProfile edit(String name, int segment, String text) throws AlanException {
        try (StoreLock.Held held = shelf.hold()) {
            VoiceFolder voice = shelf.read(name);
            VoiceSegment before = voice.segment(segment);
            voice.edit(before, Limits.text(text, Text.of("Segment %s", segment)), shelf.folder());
            return profile(name);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public VoiceProfile pin(String name, List<Integer> segments) throws AlanException {
        try (StoreLock.Held held = shelf.hold()) {
            VoiceFolder voice = shelf.read(name);
            for (int segment : segments) {
                voice.segment(segment);
            }
            voice.pin(List.copyOf(new LinkedHashSet<>(segments)), shelf.folder());
            return profile(name);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void remove(String name) throws AlanException {
        String removed;
        try (StoreLock.Held held = shelf.hold()) {
            Path folder = shelf.place(name);
            removed = folder.getFileName().toString();
            shelf.remove(folder);
            digests.forget(folder);
        } catch (IOException e) {
            throw unwritable(e);
        }
        left(removed);
    }

    @Override
    public Pcm sound(String name, int segment) throws AlanException {
        try (StoreLock.Held held = shelf.hold()) {
            VoiceFolder voice = shelf.read(name);
            VoiceSegment about = voice.segment(segment);
            return voice.pcm(about, voice.bytes(about));
        }
    }

    @Override
    public ContextChoice choose(String name, String language, ContextWindow window, int most) throws AlanException {
        VoiceFolder voice;
        try (StoreLock.Held held = shelf.hold()) {
            voice = shelf.read(name);
        }
        // Without the lock: to find out the sounds of many texts takes its time.
        return chooser.choose(voice.name(), voice.segments(), voice.pinned(), language, window, most);
    }

    @Override
    public ContextChoice.Samples samples(String name, String language, ContextWindow window, int most) throws AlanException {
        ContextChoice choice = choose(name, language, window, most);
        try (StoreLock.Held held = shelf.hold()) {
            VoiceFolder voice = shelf.read(name);
            Map<Integer, Sample> sounds = new HashMap<>();
            List<byte[]> all = new ArrayList<>();
            for (VoiceSegment each : voice.segments()) {
                // The very bytes that are heard are those that the receipt is compared with.
                byte[] bytes = voice.bytes(each);
                all.add(SoundDigest.of(bytes));
                if (choice.segments().stream().anyMatch(chosen -> chosen.segment().equals(each))) {
                    sounds.put(each.number(), new Sample(0, each.text(), voice.pcm(each, bytes)));
                }
            }
            String digest = SoundDigest.of(all);
            receipts.check(voice.path(), voice.name(), digest).require();
            if (sounds.size() < choice.segments().size()) {
                throw new AlanException("The voice %s was changed while it was read; try again.", voice.name());
            }
            handedOut.put(voice.name(), digest);
            return new ContextChoice.Samples(choice, choice.segments().stream().map(chosen -> sounds.get(chosen.segment().number())).toList());
        }
    }

    @Override
    public VoiceProfile grant(String name, Evidence evidence) throws AlanException {
        try (StoreLock.Held held = shelf.hold()) {
            VoiceFolder voice = shelf.read(name);
            digests.forget(voice.path());
            receipts.grant(voice.path(), voice.name(), digests.quick(voice), evidence);
            return profile(name);
        }
    }

    @Override
    public VoiceProfile revoke(String name) throws AlanException {
        VoiceProfile voice;
        try (StoreLock.Held held = shelf.hold()) {
            Path folder = shelf.place(name);
            receipts.revoke(folder, folder.getFileName().toString());
            voice = profile(name);
        }
        left(voice.name());
        return voice;
    }

    @Override
    public void exportTo(String name, Path zip) throws AlanException {
        try (StoreLock.Held held = shelf.hold()) {
            ZipOut.write(shelf.read(name), zip);
        }
    }

    @Override
    public List<VoiceProfile> importFrom(Path source, String name) throws AlanException {
        try (Staging staging = shelf.stage(name)) {
            return publish(new Importer(audio).make(source, name, staging.folder()));
        } catch (IOException e) {
            throw new AlanException("%s cannot be read, or its voices not be written: %s", source, Disk.why(e), e);
        }
    }

    /**
     * Tells of voices whose samples were handed out here, and which somebody has removed since, or changed, or whose consent was taken back; in another process,
     * too. To be called every now and then; it costs nothing as long as no voice of a person has spoken.
     */
    void lookAround() {
        for (Map.Entry<String, String> each : handedOut.entrySet()) {
            // Also of what was taken away here: who had the samples then, and had not begun to speak, could not be stopped yet.
            if (!mayStillSpeak(each.getKey(), each.getValue()) && handedOut.remove(each.getKey(), each.getValue())) {
                left(each.getKey());
            }
        }
    }

    private boolean mayStillSpeak(String name, String digest) {
        try (StoreLock.Held held = shelf.hold()) {
            VoiceFolder voice = shelf.read(name);
            return digest.equals(digests.quick(voice)) && receipts.check(voice.path(), voice.name(), digest).consent().isGiven();
        } catch (AlanException e) {
            LOG.info("The voice {} is no longer to be used", name, e);
            return false;
        }
    }

    /** Without the lock: a listener that stops somebody may wait for one who asks for a voice. */
    private void left(String voice) {
        for (Listener listener : listeners.get()) {
            try {
                listener.left(voice);
            } catch (RuntimeException e) {
                LOG.error("{} was not told rightly that the voice {} is no longer to be used", listener, voice, e);
            }
        }
    }

    private VoiceProfile profile(String name) throws AlanException {
        VoiceFolder voice = shelf.read(name);
        return voice.profile(receipts.check(voice.path(), voice.name(), digests.quick(voice)).consent());
    }

    private AlanException unwritable(IOException e) {
        return new AlanException("The voices in %s cannot be written: %s", shelf.folder(), Disk.why(e), e);
    }
}
