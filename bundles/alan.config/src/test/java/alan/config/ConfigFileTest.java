package alan.config;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "alan.audio.cfg, alan.audio, false",
        "alan.persona-alan.cfg, alan.persona, true",
        "alan.remote-my-box.cfg, alan.remote, true",
        "-odd.cfg, -odd, false",
    })
    void theNameSaysThePidAndWhetherItIsOneOfMany(String name, String pid, boolean many) {
        assertThat(file(name).pid()).isEqualTo(pid);
        assertThat(file(name).isOneOfMany()).isEqualTo(many);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alan.audio.cfg.txt", "alan.audio.CFG", "Alan.Audio.cfg.txt"})
    void aNameThatIsNearlyRightIsSaid(String name) throws IOException {
        ConfigFile file = written(name, "");

        assertThat(file.isRead()).isFalse();
        assertThat(file.isNearlyRead()).isTrue();
        assertThat(file.misnamed().english()).isEqualTo(file.path() + " is not read because of its name: call it alan.audio.cfg.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models.json", "logback.xml", "alan.audio.cfg.bak", "alan.audio.cfg~", ".alan.audio.cfg.swp"})
    void otherFilesAreOthersAffair(String name) throws IOException {
        assertThat(written(name, "").isRead()).isFalse();
        assertThat(written(name, "").isNearlyRead()).isFalse();
    }

    @Test
    void aFileThatNoComponentReadsIsSaidWithTheNearestThatOneDoes() {
        assertThat(file("alan.everyting.cfg").unknown(Everything.designations()).english())
                .isEqualTo("No component here reads " + folder.resolve("alan.everyting.cfg") + ". Did you mean alan.everything.cfg?");
        assertThat(file("alan.manny-one.cfg").unknown(Everything.designations()).english()).endsWith("Did you mean alan.many-one.cfg?");
        assertThat(file("org.example.cfg").unknown(Everything.designations()).english())
                .isEqualTo("No component here reads " + folder.resolve("org.example.cfg")
                        + ": correct its name, install what reads it, or remove it.");
    }

    @Test
    void oneOfManyNeedsANameAndTheOnlyOneNone() {
        Designation one = Everything.designations().get(0);
        Designation many = Everything.designations().get(1);

        assertThat(file("alan.everything.cfg").wrongNumber(one)).isEmpty();
        assertThat(file("alan.many-a.cfg").wrongNumber(many)).isEmpty();
        assertThat(file("alan.many.cfg").wrongNumber(many)).map(Text::english).contains(
                "There may be many of alan.many, so " + folder.resolve("alan.many.cfg") + " needs a name of its own: call it alan.many-NAME.cfg.");
        assertThat(file("alan.everything-b.cfg").wrongNumber(one)).map(Text::english).contains("There is only one alan.everything: put what "
                + folder.resolve("alan.everything-b.cfg") + " says into alan.everything.cfg, and remove it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = ñ", "a = \\u00f1", "# a comment may say \\u or \\users", "  ! so may this \\u", "a = c:\\\\users", "a = \\\\u", ""})
    void lettersBeyondAsciiAndEscapesAreRead(String content) throws IOException {
        assertThat(written("a.cfg", content).illegible()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = c:\\users", "a = \\u00", "a = \\\\\\u00g1", "\\u = a"})
    void aBadEscapeIsSaidWithItsLine(String line) throws IOException {
        assertThat(written("a.cfg", "# first\nb = c\n" + line + "\n").illegible()).map(Text::english).contains(folder.resolve("a.cfg")
                + " cannot be read because of its line 3: after \\u come four hexadecimal digits, and a backslash itself is written twice.");
    }

    @Test
    void anotherEncodingAndAByteOrderMarkAreSaid() throws IOException {
        Path file = Files.write(folder.resolve("a.cfg"), "a = ñ".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(new ConfigFile(file).illegible()).map(Text::english)
                .contains(file + " is not written in UTF-8, so letters beyond ASCII are lost: save it as UTF-8.");

        assertThat(written("a.cfg", "\uFEFFa = b").illegible()).map(Text::english).get().asString().contains("byte order mark");
    }

    private ConfigFile file(String name) {
        return new ConfigFile(folder.resolve(name));
    }

    private ConfigFile written(String name, String content) throws IOException {
        return new ConfigFile(Files.writeString(folder.resolve(name), content));
    }
}
