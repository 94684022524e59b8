package alan.phonemes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EspeakFilesTest {
    @TempDir
    Path cache;

    @Test
    void unpacksOnceUnderTheLibrarysVersion() throws Exception {
        EspeakFiles files = EspeakFiles.unpacked(cache);
        assertThat(files.library()).isNotEmptyFile();
        assertThat(files.data().resolve("en_dict")).isNotEmptyFile();
        assertThat(files.data().resolve("lang/roa/es")).isNotEmptyFile();
        FileTime time = Files.getLastModifiedTime(files.library());
        assertThat(EspeakFiles.unpacked(cache)).isEqualTo(files);
        assertThat(Files.getLastModifiedTime(files.library())).isEqualTo(time);
        try (Stream<Path> all = Files.list(cache)) {
            assertThat(all.map(path -> path.getFileName().toString())).singleElement().asString().startsWith("espeak-ng-1.2.0-");
        }
    }

    @Test
    void makesADamagedFolderAnew() throws Exception {
        EspeakFiles files = EspeakFiles.unpacked(cache);
        Files.delete(files.data().resolve("phondata"));
        assertThat(EspeakFiles.unpacked(cache).data().resolve("phondata")).isNotEmptyFile();
        Files.write(files.library(), new byte[0]);
        assertThat(EspeakFiles.unpacked(cache).library()).isNotEmptyFile();
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws Exception {
        Path file = Files.createFile(cache.resolve("file"));
        assertThatThrownBy(() -> EspeakFiles.unpacked(file))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void knowsThePlatforms() throws Exception {
        assertThat(EspeakFiles.platform("Linux", "amd64")).isEqualTo("espeak-ng.debian-amd64");
        assertThat(EspeakFiles.platform("Linux", "aarch64")).isEqualTo("espeak-ng.debian-arm64");
        assertThat(EspeakFiles.platform("Mac OS X", "aarch64")).isEqualTo("espeak-ng.macos-arm64");
        assertThat(EspeakFiles.platform("Windows 11", "amd64")).isEqualTo("espeak-ng.win-amd64");
        assertThatThrownBy(() -> EspeakFiles.platform("Plan 9", "riscv64"))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining("Plan 9, riscv64");
    }
}
