package alan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentencesTest {
    @TempDir
    Path bundle;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(bundle.resolve("src/main/java"));
        Files.createDirectories(bundle.resolve("src/main/resources/room"));
    }

    private void code(String body) throws IOException {
        Files.writeString(bundle.resolve("src/main/java/Room.java"), "class Room { void say(String id) throws Exception { " + body + " } }");
    }

    private void spanish(String... pairs) throws IOException {
        StringBuilder po = new StringBuilder("msgid \"\"\nmsgstr \"Language: es\\n\"\n");
        for (int i = 0; i < pairs.length; i += 2) {
            po.append("\nmsgid \"").append(pairs[i]).append("\"\nmsgstr \"").append(pairs[i + 1]).append("\"\n");
        }
        Files.writeString(bundle.resolve("src/main/resources/room/es.po"), po);
    }

    @Test
    void aTranslatedSentenceIsFine() throws IOException {
        code("throw new AlanException(\"There is no \" + \"model %s.\", id);");
        spanish("There is no model %s.", "No hay ningún modelo %s.");
        assertThat(Sentences.of(bundle).said()).containsEntry("There is no model %s.", "Room.java:1");
        assertThat(Sentences.problems(bundle, "es")).isEmpty();
    }

    @Test
    void aMissingTranslationIsFound() throws IOException {
        code("Text.tr(\"Good morning.\");");
        assertThat(Sentences.problems(bundle, "es")).singleElement().asString().contains("Room.java:1", "Good morning.");
    }

    @Test
    void bothSidesOfAChoiceAreSentences() throws IOException {
        code("Text.of(id == null ? \"None.\" : \"Some.\");");
        spanish("None.", "Ninguno.");
        assertThat(Sentences.problems(bundle, "es")).singleElement().asString().contains("Some.");
    }

    @Test
    void aTranslationThatNobodyUsesIsFound() throws IOException {
        code("");
        spanish("Good night.", "Buenas noches.");
        assertThat(Sentences.problems(bundle, "es")).singleElement().asString().contains("Good night.");
    }

    @Test
    void aSentenceThatIsPutTogetherIsFound() throws IOException {
        code("throw new AlanException(\"There is no \" + id);");
        assertThat(Sentences.problems(bundle, "es")).singleElement().asString().contains("put together");
    }

    @Test
    void otherArgumentsInTheTranslationAreFound() throws IOException {
        code("Text.tr(\"%s has %d files.\", id, 3);");
        spanish("%s has %d files.", "Hay %1$d archivos en %2$s.");
        assertThat(Sentences.problems(bundle, "es")).singleElement().asString().contains("other % arguments");
        spanish("%s has %d files.", "Hay %2$d archivos en %1$s.");
        assertThat(Sentences.problems(bundle, "es")).isEmpty();
    }

    @Test
    void aPatternThatWantsMoreThanItIsGivenIsFound() throws IOException {
        code("Text.tr(\"%s has %d files.\", id);");
        spanish("%s has %d files.", "%s tiene %d archivos.");
        assertThat(Sentences.problems(bundle, "es")).singleElement().asString().contains("fewer arguments");
    }

    @Test
    void helpOfACommandIsASentenceToo() throws IOException {
        Files.writeString(bundle.resolve("src/main/java/Room.java"),
                "@Command(description = {\"Asks.\", \"Answers.\"}) class Room { @Option(names = \"-o\", description = \"Where to.\") String out; }");
        assertThat(Sentences.of(bundle).said()).containsOnlyKeys("Asks.", "Answers.", "Where to.");
    }

    @Test
    void whatIsPrintedAsItStandsIsFound() throws IOException {
        code("System.out.println(\"heard: \" + id); System.out.println(id + \", \");");
        assertThat(Sentences.problems(bundle, "es")).singleElement().asString().contains("Text.tr", "heard: ");
    }
}
