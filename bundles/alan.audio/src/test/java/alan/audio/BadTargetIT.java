package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a sound file cannot be written: said, and nothing is left. */
class BadTargetIT {
    private static final Pcm SOUND = Tones.sine(16000, 440, 0.5, 1600);

    private final AudioFiles files = Tones.files();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {".wav", ".f32.wav", ".flac", ".mp3"})
    void aFullDiskIsSaidAndNothingIsLeft(String ending) throws Exception {
        List<String> lines = SmallDisk.write(folder, "size=256k", ending);

        assertThat(lines).containsExactly(
                "The disk has no room for the sound file " + folder.resolve("a" + ending) + "; make room, or choose another folder.",
                "No queda espacio en el disco para el archivo de sonido " + folder.resolve("a" + ending) + "; libera espacio o elige otra carpeta.");
    }

    @Test
    void aReadOnlyFolderIsSaid() throws Exception {
        assertThat(SmallDisk.write(folder, "ro", ".wav")).containsExactly(
                "The folder " + folder + " cannot be written; choose another one, or change its permissions.",
                "No se puede escribir en la carpeta " + folder + "; elige otra o cambia sus permisos.");
    }

    @Test
    void whereThereIsRoomItIsWritten() throws Exception {
        assertThat(SmallDisk.write(folder, "size=16m", ".wav")).containsExactly("written", "a.wav");
    }

    @Test
    void anUnknownEndingAMissingFolderAndAFolderInTheWayAreSaid() throws IOException {
        refused(folder.resolve("a.aiff"), "The name " + folder.resolve("a.aiff") + " does not say which sound format to write; let it end in "
                + ".f32.wav, .wav, .mp3, .flac, .opus, .ogg.", "El nombre " + folder.resolve("a.aiff")
                + " no dice en qué formato de sonido hay que escribir; debe terminar en una de estas formas: "
                + ".f32.wav, .wav, .mp3, .flac, .opus, .ogg.");
        refused(folder.resolve("no").resolve("a.wav"),
                "The folder " + folder.resolve("no") + " does not exist; make it first, or choose another one.",
                "La carpeta " + folder.resolve("no") + " no existe; créala primero o elige otra.");
        Path inTheWay = Files.createDirectory(folder.resolve("b.wav"));
        refused(inTheWay, inTheWay + " is a folder; choose another name for the sound file.",
                inTheWay + " es una carpeta; elige otro nombre para el archivo de sonido.");

        assertThat(folder).isDirectoryContaining(inTheWay::equals).isDirectoryNotContaining(other -> !other.equals(inTheWay));
    }

    private void refused(Path file, String english, String spanish) {
        assertThatThrownBy(() -> files.write(file, SOUND)).isInstanceOfSatisfying(AlanException.class, e -> {
            assertThat(e).hasMessage(english);
            assertThat(e.text().say(Locale.forLanguageTag("es"))).isEqualTo(spanish);
        });
    }
}
