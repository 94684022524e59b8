package alan.voices;

import alan.api.AlanException;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import java.nio.file.Path;
import java.util.List;

/** One of two processes that do the same things in one folder at the same time. Prints which voices it was the one to make. */
public final class Rival {
    static final int VOICES = 20;

    private Rival() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        TestInstallation installation = TestInstallation.read(data);
        VoiceProfiles store = new VoiceStore(data, new TestAudio(), () -> installation, () -> null, List::of);
        System.out.println("ready");
        System.in.read();
        for (int i = 0; i < VOICES; i++) {
            String name = "voice-" + i;
            try {
                store.create(name, Drafts.english("Good morning to you.", "Is it raining?"));
                System.out.println(name);
            } catch (AlanException e) {
                if (!e.getMessage().contains("already")) {
                    throw e;
                }
            }
            // Reads and writes what the other one does, too; nobody may see half of anything.
            store.edit(name, 1, "Good morning, said " + arguments[1] + ".");
            store.pin(name, List.of(2));
            store.grant(name, Drafts.OWN);
            for (VoiceProfile each : store.list()) {
                if (each.segments().size() != 2 || each.segments().get(0).text().isEmpty()) {
                    throw new IllegalStateException("half a voice: " + each);
                }
            }
            store.revoke(name);
        }
        System.out.println("done");
    }
}
