package alan.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class PoFileTest {
    @Test
    void anEntryIsATranslationByItsEnglish() {
        assertThat(PoFile.read("msgid \"Yes\"\nmsgstr \"Sí\"\n\nmsgid \"No\"\nmsgstr \"No\"")).containsOnly(entry("Yes", "Sí"), entry("No", "No"));
    }

    @Test
    void theHeaderAndWhatIsNotTranslatedAreLeftOut() {
        assertThat(PoFile.read("""
                msgid ""
                msgstr ""
                "Language: es\\n"

                msgid "Yes"
                msgstr ""

                msgid "No"
                msgstr "No"
                """)).containsOnlyKeys("No");
    }

    @Test
    void aSentenceMayGoOverSeveralLines() {
        assertThat(PoFile.read("""
                msgid ""
                "One, "
                "two, "
                "three."
                msgstr "Uno, "
                  "dos, "
                "tres."
                """)).containsEntry("One, two, three.", "Uno, dos, tres.");
    }

    @Test
    void escapesAreRead() {
        assertThat(PoFile.read("msgid \"say \\\"%s\\\"\\n\\tC:\\\\x\"\nmsgstr \"di \\\"%s\\\"\\n\\tC:\\\\x\""))
                .containsEntry("say \"%s\"\n\tC:\\x", "di \"%s\"\n\tC:\\x");
    }

    @Test
    void commentsAreLeftOut() {
        assertThat(PoFile.read("""
                # of the translator
                #. of the programmer
                #: Source.java:12
                #, c-format
                msgid "Yes"
                # in between
                msgstr "Sí"
                #~ msgid "Old"
                #~ msgstr "Viejo"
                """)).containsOnlyKeys("Yes");
    }

    @Test
    void lineEndsOfAnySystemAreRead() {
        assertThat(PoFile.read("msgid \"Yes\"\r\nmsgstr \"Sí\"\r\n")).containsEntry("Yes", "Sí");
    }

    @Test
    void whatIsWholeInADamagedFileIsRead() {
        assertThat(PoFile.read("")).isEmpty();
        assertThat(PoFile.read("\"left over\"\nmsgstr \"without id\"\nmsgid \"Yes\"\nmsgstr \"Sí\"\nmsgid \"cut o"))
                .containsEntry("Yes", "Sí").hasSize(1);
        assertThat(PoFile.read("<html>404</html>\nmsgid\nmsgid No\nmsgstr \"\n")).isEmpty();
    }
}
