package alan.tts.piper;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
    /** ir_version 8, producer_name "x", a graph of three bytes. */
    static final byte[] SMALLEST = {0x08, 0x08, 0x12, 0x01, 'x', 0x3a, 0x03, 1, 2, 3};

    @TempDir
    Path folder;

    @Test
    void acceptsAWholeModel() throws Exception {
        Path file = file(SMALLEST);
        assertThatCode(() -> OnnxFile.check(file)).doesNotThrowAnyException();
    }

    @Test
    void refusesEveryTruncationOfAModel() throws Exception {
        for (int length = 0; length < SMALLEST.length; length++) {
            refuses(Arrays.copyOf(SMALLEST, length));
        }
    }

    @Test
    void refusesOtherFiles() throws Exception {
        refuses("<!DOCTYPE html><html><body>404</body></html>".getBytes());
        refuses("version https://git-lfs.github.com/spec/v1\n".getBytes());
        refuses(new byte[1000]);
        refuses(new byte[] {0x3a, -1, -1, -1, -1, -1, -1, -1, -1, 1});
    }

    @Test
    void refusesAMissingFile() {
        assertThatThrownBy(() -> OnnxFile.check(folder.resolve("none.onnx"))).isInstanceOf(AlanException.class);
        assertThatThrownBy(() -> OnnxFile.check(folder)).isInstanceOf(AlanException.class);
    }

    private void refuses(byte[] content) throws Exception {
        Path file = file(content);
        assertThatThrownBy(() -> OnnxFile.check(file))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("not a whole ONNX model");
    }

    private Path file(byte[] content) throws Exception {
        return Files.write(folder.resolve("voice.onnx"), content);
    }
}
