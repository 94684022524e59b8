package alan.models.torch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Searches with Jazzer, which follows the code that an input reaches. No part of a build, because it changes the classes of the whole JVM:
 * {@code JAZZER_FUZZ=1 mvn -f bundles/alan.models.torch test -Dtest=TorchFuzz#anyFile*}, and the same with {@code anyDescription*}. What it finds it puts beside
 * the seeds, where {@link TorchFuzzTest} then runs it every time.
 */
class TorchFuzz {
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("fuzz");
    }

    @AfterEach
    void deleteFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("in/model.pt"));
        Files.deleteIfExists(folder.resolve("in"));
        Files.delete(folder);
    }

    @FuzzTest(maxDuration = "10m")
    void anyFileIsReadOrGivesASentence(byte[] content) throws IOException {
        TorchFuzzTest.checkFile(folder, content);
    }

    @FuzzTest(maxDuration = "10m")
    void anyDescriptionIsReadOrGivesASentence(byte[] pickle) throws IOException {
        TorchFuzzTest.checkDescription(pickle);
    }
}
