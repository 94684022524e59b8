package alan.voices;

import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.api.voice.VoiceSegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Changes a voice again and again, in a process that somebody will kill. After each change it prints how many there were. The changes go in a circle, so how
 * the voice is after so many of them is known.
 */
public final class Changer {
    private static final int SEGMENTS = 3;

    private final VoiceProfiles store;
    private final Path data;
    private final String voice;

    /** A change. */
    private interface Change {
        void make() throws Exception;
    }

    Changer(Path data, VoiceProfiles store, String voice) {
        this.data = data;
        this.store = store;
        this.voice = voice;
    }

    /** {@return the changes of a circle; at its end all is as before it} */
    private List<Change> circle() {
        return List.of(
                () -> store.create(voice, Drafts.english("Good morning to you.", "Is it raining?", "What a day!")),
                () -> store.edit(voice, 1, "Good evening to you."),
                () -> store.grant(voice, Drafts.READ),
                () -> store.pin(voice, List.of(3, 1)),
                () -> store.edit(voice, 2, "Is it snowing?"),
                () -> store.grant(voice, Drafts.OWN),
                () -> store.revoke(voice),
                () -> store.grant(voice, Drafts.READ),
                () -> store.pin(voice, List.of()),
                () -> store.edit(voice, 1, "Good morning to you."),
                () -> store.remove(voice),
                () -> store.importFrom(data.resolve("source"), voice),
                () -> store.grant(voice, Drafts.OWN),
                () -> store.remove(voice));
    }

    int length() {
        return circle().size();
    }

    void make(int change) throws Exception {
        circle().get(change % length()).make();
    }

    /** {@return all of the voice, but for when it was made: its sounds, too} */
    String describe() throws Exception {
        Optional<VoiceProfile> found = store.find(voice);
        if (found.isEmpty()) {
            return store.list().stream().anyMatch(each -> each.name().equals(voice)) ? "both here and not" : "none";
        }
        VoiceProfile profile = found.get();
        StringBuilder all = new StringBuilder();
        for (VoiceSegment segment : profile.segments()) {
            all.append(segment).append(Arrays.hashCode(store.sound(voice, segment.number()).samples()));
        }
        return all.append(profile.pinned()).append(profile.consent().state()).append(profile.consent().sentence()).toString();
    }

    /** @param arguments the data folder, the voice, and the number of changes that were made before */
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        TestInstallation installation = TestInstallation.read(data);
        Changer changer = new Changer(data, new VoiceStore(data, new TestAudio(), () -> installation, () -> null, List::of), arguments[1]);
        int change = Integer.parseInt(arguments[2]);
        // Until whoever starts it lets it go.
        System.out.println("ready");
        System.in.read();
        while (true) {
            changer.make(change++);
            System.out.println(change);
        }
    }
}
