package alan.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import alan.api.AlanException;
import alan.api.tts.ContextWindow;
import alan.api.voice.VoiceProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;

/** A store in a folder of its own, with a real key. */
abstract class VoiceStoreTestBase {
    /** CSM's, if a word were a token. */
    static final ContextWindow WINDOW = new ContextWindow(2_048, 12.5, 3, text -> text.split(" ").length);

    @TempDir
    Path data;

    TestInstallation installation = new TestInstallation();
    final List<String> left = new ArrayList<>();
    final List<VoiceProfiles.Listener> listeners = new ArrayList<>(List.of(left::add));

    VoiceProfiles store() {
        return new VoiceStore(data, new TestAudio(), () -> installation, () -> null, () -> listeners);
    }

    Path voice(String name) {
        return data.resolve("voices").resolve(name);
    }

    /** {@return the sentence of what fails, one line} */
    static String failure(ThrowingCallable call) {
        AlanException e = catchThrowableOfType(AlanException.class, call);
        assertThat(e).as("fails").isNotNull();
        assertThat(e.getMessage()).doesNotContain("\n", "Exception", ".new-");
        return e.getMessage();
    }

    /** Nothing but whole voices, the lock, and nothing that somebody was making. */
    void assertTidy() throws IOException {
        try (Stream<Path> all = Files.list(data.resolve("voices"))) {
            assertThat(all.map(path -> path.getFileName().toString())).filteredOn(name -> name.startsWith(".")).containsExactly(".lock");
        }
    }
}
