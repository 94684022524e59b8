package alan.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Any bytes give a catalogue, or a sentence that names the file and the line.
 *
 * <p>{@code mvn test} runs what lies in {@code CatalogueFuzzTestInputs}: seeds, and whatever was found once. To look for more, by
 * what the code does with an input:
 *
 * <pre>JAZZER_FUZZ=1 mvn -f bundles/alan.models test -Dtest=CatalogueFuzzTest -Djazzer.hooks=true</pre>
 *
 * <p>It goes on for five minutes, keeps what it has learnt in {@code .cifuzz-corpus/}, and writes an input that breaks something
 * into {@code CatalogueFuzzTestInputs}.
 */
class CatalogueFuzzTest {
    private static Path folder;
    private static Path file;
    private static Path copy;

    @BeforeAll
    static void aFolder() throws IOException {
        folder = Files.createTempDirectory("catalogue");
        file = folder.resolve("models.json");
        copy = folder.resolve("copy.json");
    }

    @AfterAll
    static void noFolder() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(copy);
        Files.deleteIfExists(folder);
    }

    @FuzzTest(maxDuration = "5m")
    void anyBytesGiveACatalogueOrASentence(byte[] bytes) throws Exception {
        Files.write(file, bytes);
        List<Entry> entries;
        try {
            entries = CatalogueFile.read(file);
        } catch (AlanException e) {
            assertIsSentence(e.text().english(), "line");
            assertIsSentence(e.text().say(new Locale("es")), "línea");
            return;
        }
        entries.forEach(Entry::model);
        CatalogueFile.write(copy, entries);
        assertThat(CatalogueFile.read(copy)).isEqualTo(entries);
    }

    private static void assertIsSentence(String said, String line) {
        if (!said.startsWith(file + ", " + line + " ") || !said.endsWith(".") || said.length() > 1_000 || said.matches("(?s).*\\p{Cntrl}.*")) {
            throw new AssertionError("no sentence: " + said);
        }
    }
}
