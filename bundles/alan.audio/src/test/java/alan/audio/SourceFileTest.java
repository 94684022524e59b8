package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFileTest {
    @TempDir
    Path folder;

    @Test
    void aMissingFileAFolderAndAnEmptyFileAreSaid() throws IOException {
        Path missing = folder.resolve("missing.wav");
        Path empty = Files.createFile(folder.resolve("empty.wav"));

        refused(missing, "The sound file " + missing + " does not exist; check its name and folder.",
                "El archivo de sonido " + missing + " no existe; revisa su nombre y su carpeta.");
        refused(folder, folder + " is a folder, not a sound file; name a file in it.",
                folder + " es una carpeta, no un archivo de sonido; indica uno de los archivos que contiene.");
        refused(empty, "The sound file " + empty + " is empty; record or copy it again.",
                "El archivo de sonido " + empty + " está vacío; vuelve a grabarlo o a copiarlo.");
        Path lost = folder.resolve("no").resolve("such").resolve("a.wav");
        refused(lost, "The sound file " + lost + " does not exist, nor does its folder; check the path.",
                "No existen ni el archivo de sonido " + lost + " ni su carpeta; revisa la ruta.");
    }

    @ParameterizedTest
    @CsvSource({"question.mp3,question.wav", "Question.WAV,question.wav", "pregunta 1.wav,pregunta-1.wav", "cancion.wav,canción.wav"})
    void aNameThatIsAlmostRightIsUnderstood(String typed, String there) throws IOException {
        Files.writeString(folder.resolve(there), "sound");
        Files.writeString(folder.resolve("another.wav"), "sound");

        refused(folder.resolve(typed), "The sound file " + folder.resolve(typed) + " does not exist. Did you mean " + folder.resolve(there) + "?",
                "El archivo de sonido " + folder.resolve(typed) + " no existe. ¿Quisiste decir " + folder.resolve(there) + "?");
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:1/a.wav", "https://example.org/a.wav", "rtmp://example.org/live", "HTTP://example.org/a.wav"})
    void anAddressIsNoFile(String address) {
        refused(Path.of(address), address + " is an address, and Alan reads files only; download it first, then name the file.",
                address + " es una dirección, y Alan solo lee archivos; descárgalo primero y luego indica el archivo.");
    }

    @Test
    void aFileInAFolderThatIsNamedLikeAnAddressIsAFile() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("http:"));

        SourceFile.require(Files.writeString(odd.resolve("a.wav"), "sound"));
    }

    @Test
    @Timeout(60)
    void aPipeAndADeviceAreNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe.wav");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(30, TimeUnit.SECONDS)).isTrue();

        refused(pipe, pipe + " is a device or a pipe, not a sound file; copy the sound into a file first.",
                pipe + " es un dispositivo o una tubería, no un archivo de sonido; copia antes el sonido a un archivo.");
        refused(Path.of("/dev/zero"), "/dev/zero is a device or a pipe, not a sound file; copy the sound into a file first.",
                "/dev/zero es un dispositivo o una tubería, no un archivo de sonido; copia antes el sonido a un archivo.");
        refused(Files.createSymbolicLink(folder.resolve("link.wav"), pipe), folder.resolve("link.wav")
                + " is a device or a pipe, not a sound file; copy the sound into a file first.", folder.resolve("link.wav")
                + " es un dispositivo o una tubería, no un archivo de sonido; copia antes el sonido a un archivo.");
    }

    @Test
    void aNameWithPercentSignsAndLineBreaksStaysOneSentence() {
        assertThatThrownBy(() -> SourceFile.require(folder.resolve("100 %s %d\n.wav")))
                .hasMessage("The sound file " + folder + "/100 %s %d\\n.wav does not exist; check its name and folder.");
    }

    private static void refused(Path file, String english, String spanish) {
        assertThatThrownBy(() -> SourceFile.require(file)).isInstanceOfSatisfying(AlanException.class, e -> {
            assertThat(e).hasMessage(english);
            assertThat(e.text().say(Locale.forLanguageTag("es"))).isEqualTo(spanish);
        });
    }
}
