package alan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingTest {
    private static final String PROPERTY = "alan.run.dir";

    @TempDir
    Path data;

    private Path run;

    @BeforeEach
    void folder() throws Exception {
        run = Files.createDirectories(data.resolve("run/1/tmp")).getParent();
        System.setProperty(PROPERTY, run.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void theFolderGoesEvenIfItWasNeverClaimed() {
        new Ending().run();
        assertThat(run).doesNotExist();
    }

    @Test
    void aClaimedFolderGoes() throws Exception {
        Files.createFile(run.resolve("lock"));
        Ending ending = new Ending();
        ending.claimed();
        ending.run();
        assertThat(run).doesNotExist();
    }

    @Test
    void theFolderThatAnotherProcessClaimedStays() throws Exception {
        Files.createFile(run.resolve("lock"));
        new Ending().run();
        assertThat(run.resolve("tmp")).exists();
    }
}
