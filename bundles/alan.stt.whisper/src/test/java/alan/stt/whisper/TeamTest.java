package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeamTest {
    @TempDir
    Path proc;

    @BeforeEach
    void theThreadThatAsks() throws IOException {
        thread(11, "alan.stt.whispe", 'R');
        Files.createSymbolicLink(proc.resolve("thread-self"), Path.of("7/task/11"));
    }

    @Test
    void aThreadAloneHasNobodyToWaitFor() {
        assertThat(new Team(1, proc.resolve("missing")).sleeps()).isTrue();
    }

    @Test
    void allOthersOfItsNameMustSleep() throws IOException {
        Team team = new Team(3, proc);
        thread(12, "alan.stt.whispe", 'S');
        assertThat(team.sleeps()).as("one is not there yet").isFalse();
        thread(13, "alan.stt.whispe", 'R');
        assertThat(team.sleeps()).isFalse();
        thread(13, "alan.stt.whispe", 'S');
        assertThat(team.sleeps()).isTrue();
        thread(14, "main", 'R');
        assertThat(team.sleeps()).as("other threads do not matter").isTrue();
    }

    @Test
    void aNameCanHoldWhatSeparatesTheFields() throws IOException {
        thread(11, "a) R (b", 'R');
        thread(12, "a) R (b", 'S');
        assertThat(new Team(2, proc).sleeps()).isTrue();
    }

    @Test
    void whereThreadsCannotBeSeenNobodyIsSaidToSleep() {
        assertThat(new Team(2, proc.resolve("missing")).sleeps()).isFalse();
    }

    private void thread(int id, String name, char state) throws IOException {
        Path folder = Files.createDirectories(proc.resolve("7/task/" + id));
        Files.writeString(folder.resolve("comm"), name + "\n");
        Files.writeString(folder.resolve("stat"), id + " (" + name + ") " + state + " 1 7 7 0 -1");
    }
}
