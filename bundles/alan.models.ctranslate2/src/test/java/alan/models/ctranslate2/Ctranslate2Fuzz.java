package alan.models.ctranslate2;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Searches with Jazzer, which follows the code that an input reaches. No part of a build, because it changes the classes of the whole JVM:
 * {@code JAZZER_FUZZ=1 mvn -f bundles/alan.models.ctranslate2 test -Dtest=Ctranslate2Fuzz#anyModel*}, and the same with {@code
 * anyVocabulary*}. What it finds it puts beside the seeds, where {@link Ctranslate2FuzzTest} then runs it every time.
 */
class Ctranslate2Fuzz {
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("fuzz");
    }

    @AfterEach
    void deleteFolder() throws IOException {
        for (String name : new String[] {"model.bin", "vocabulary.json", "vocabulary.txt"}) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }

    @FuzzTest(maxDuration = "10m")
    void anyModelIsReadOrGivesASentence(byte[] model) throws IOException {
        Ctranslate2FuzzTest.checkModel(folder, model);
    }

    @FuzzTest(maxDuration = "10m")
    void anyVocabularyIsReadOrGivesASentence(byte[] vocabulary) throws IOException {
        Ctranslate2FuzzTest.checkVocabulary(folder, vocabulary);
    }
}
