package alan.models.io;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Locale SPANISH = new Locale("es");

    private static String said(Text text) {
        return text.english() + " | " + text.say(SPANISH);
    }

    @Test
    void sizesAreWrittenAsTheReaderWritesThem() {
        assertThat(said(Words.size(0))).isEqualTo("0 B | 0 B");
        assertThat(said(Words.size(999))).isEqualTo("999 B | 999 B");
        assertThat(said(Words.size(1_500))).isEqualTo("2 kB | 2 kB");
        assertThat(said(Words.size(98_362_432))).isEqualTo("98 MB | 98 MB");
        assertThat(said(Words.size(4_683_074_240L))).isEqualTo("4.7 GB | 4,7 GB");
    }

    @Test
    void reasonsAreSaidInTheReadersLanguageWhateverTheSystemsIs() {
        for (String full : List.of("No space left on device", "No queda espacio en el dispositivo", "Se ha excedido la cuota de disco")) {
            assertThat(said(Words.why(new FileSystemException("/f", null, full))))
                    .isEqualTo("no space is left on the disk | no queda espacio en el disco");
            assertThat(said(Words.why(new IOException(full)))).startsWith("no space is left");
        }
        for (String locked : List.of("Read-only file system", "Sistema de ficheros de sólo lectura")) {
            assertThat(said(Words.why(new FileSystemException("/f", null, locked))))
                    .isEqualTo("the disk is read-only | el disco es de solo lectura");
        }
        assertThat(said(Words.why(new AccessDeniedException("/f")))).isEqualTo("permission denied: /f | permiso denegado: /f");
        assertThat(said(Words.why(new NoSuchFileException("/f")))).isEqualTo("no such file: /f | no existe el archivo /f");
        assertThat(said(Words.why(new FileAlreadyExistsException("/f")))).isEqualTo("/f is in the way | /f estorba");
        assertThat(said(Words.why(new FileSystemException("/f", null, "Too many levels of symbolic links"))))
                .isEqualTo("/f is a link that leads to itself | /f es un enlace que lleva a sí mismo");
        assertThat(said(Words.why(new IOException("Input/output error"))))
                .isEqualTo("the system says \"Input/output error\" | el sistema dice «Input/output error»");
        assertThat(said(Words.why(new IOException()))).isEqualTo("the system says \"IOException\" | el sistema dice «IOException»");
    }

    @Test
    void whatComesFromElsewhereNeitherMovesTheCursorNorFillsThePage() {
        assertThat(Words.shown("a\u001b[2Jb\u0000\n\u202e\ud800")).isEqualTo("a\uFFFD[2Jb\uFFFD\uFFFD\uFFFD\uFFFD");
        assertThat(Words.shown("ñ".repeat(100_000))).hasSize(61).endsWith("ñ…");
        assertThat(Words.shown("\ud83d\ude00".repeat(100))).hasSize(121).endsWith("\ud83d\ude00…");
    }

    @Test
    void clausesStandBehindOneAnother() {
        assertThat(Words.list(List.of(Words.size(1), Words.size(2), Words.size(3)))).hasToString("1 B; 2 B; 3 B");
    }
}
