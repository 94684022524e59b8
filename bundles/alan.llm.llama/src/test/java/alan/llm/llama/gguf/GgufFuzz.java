package alan.llm.llama.gguf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Searches with Jazzer, which follows the code that an input reaches. No part of a build, because it changes the classes of the whole JVM:
 * {@code JAZZER_FUZZ=1 mvn -f bundles/alan.llm.llama test -Dtest=GgufFuzz}. What it finds it puts beside the seeds, where {@link GgufFuzzTest}
 * then runs it every time.
 */
class GgufFuzz {
    private static Path file;

    @BeforeAll
    static void makeFile() throws IOException {
        file = Files.createTempFile("fuzz", ".gguf");
    }

    @AfterAll
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @FuzzTest(maxDuration = "10m")
    void anyHeaderGivesAFileOrASentence(byte[] header) throws IOException {
        GgufFuzzTest.check(file, header);
    }
}
