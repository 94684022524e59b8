package alan.tts.csm.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PyTorch of one's own. */
class LibTorchTest {
    private static final String FLAVOUR = "PYTORCH_FLAVOR";

    @TempDir
    private Path folder;
    private Path libraries;

    @BeforeEach
    void point() throws Exception {
        libraries = Files.createDirectory(folder.resolve("lib"));
        System.setProperty(LibTorch.PATH, libraries.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(LibTorch.PATH);
        System.clearProperty(FLAVOUR);
    }

    @Test
    void aFolderWithoutItIsNamed() {
        assertThatThrownBy(LibTorch::check).isInstanceOf(AlanException.class).hasMessage("PYTORCH_LIBRARY_PATH is " + libraries
                + ", where there is no PyTorch: point it to the folder with libtorch.so, or unset it.");
        assertThat(LibTorch.hasCuda()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"build-version,2.6.0+cpu,2.6.0", "version.py,__version__ = '2.15.0+cu132',2.15.0", "version.py,__version__ = '2.7.10',2.7.10"})
    void anotherVersionIsNamed(String name, String content, String version) throws Exception {
        Files.createFile(libraries.resolve("libtorch.so"));
        Files.writeString(folder.resolve(name), "from typing import Optional\n\n".repeat(name.endsWith("py") ? 1 : 0) + content + "\n");
        assertThatThrownBy(LibTorch::check).isInstanceOf(AlanException.class).hasMessage("The PyTorch in " + libraries + " is " + version
                + ", and Alan needs 2.7.1: install that one, or unset PYTORCH_LIBRARY_PATH.");
    }

    @ParameterizedTest
    @CsvSource({"libtorch_cuda.so,cu128", "libtorch_cpu.so,cpu"})
    void theRightVersionIsTaken(String library, String flavour) throws Exception {
        Files.createFile(libraries.resolve("libtorch.so"));
        Files.createFile(libraries.resolve(library));
        Files.writeString(folder.resolve("build-version"), "2.7.1+anything\n");
        assertThatCode(LibTorch::check).doesNotThrowAnyException();
        assertThat(System.getProperty(FLAVOUR)).isEqualTo(flavour);
    }
}
