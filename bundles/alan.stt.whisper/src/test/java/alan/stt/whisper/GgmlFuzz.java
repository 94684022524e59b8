package alan.stt.whisper;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Searches with Jazzer, which follows the code that an input reaches. No part of a build, because it changes the classes of the whole JVM:
 * {@code JAZZER_FUZZ=1 mvn -f bundles/alan.stt.whisper test -Dtest=GgmlFuzz}. What it finds it puts beside the seeds, where {@link
 * GgmlFuzzTest} then runs it every time.
 */
class GgmlFuzz {
    private static Path file;

    @BeforeAll
    static void makeFile() throws IOException {
        file = Files.createTempFile("fuzz", ".bin");
    }

    @AfterAll
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @FuzzTest(maxDuration = "10m")
    void anyFileIsAcceptedOrGivesASentence(byte[] essence) throws IOException {
        GgmlFuzzTest.check(file, essence);
    }
}
