package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
    private static final NativeFiles FILES = new NativeFiles("debian-amd64", "libwhisper.so.1", "libggml.so", "libggml.so");

    @TempDir
    Path data;

    @Test
    void theLibrariesAreWrittenOnceAndNothingElse() throws Exception {
        NativeCache cache = new NativeCache(data);
        Path folder = cache.provide(FILES);
        assertThat(folder).isEqualTo(data.resolve("cache/whisper-1.7.1/debian-amd64"));
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(folder.resolve("libwhisper.so.1"), old);
        assertThat(cache.provide(FILES)).isEqualTo(folder);
        assertThat(Files.getLastModifiedTime(folder.resolve("libwhisper.so.1"))).isEqualTo(old);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp").isDirectoryContaining("glob:**/libggml.so");
    }

    @Test
    void aDamagedLibraryIsReplaced() throws Exception {
        NativeCache cache = new NativeCache(data);
        Path library = cache.provide(FILES).resolve("libggml.so");
        byte[] right = Files.readAllBytes(library);
        byte[] wrong = right.clone();
        wrong[right.length / 2] ^= 1;
        Files.write(library, wrong);
        cache.provide(FILES);
        assertThat(library).hasBinaryContent(right);
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.createFile(data.resolve("cache"));
        assertThatThrownBy(() -> new NativeCache(data).provide(FILES))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining(data.resolve("cache").toString());
    }
}
