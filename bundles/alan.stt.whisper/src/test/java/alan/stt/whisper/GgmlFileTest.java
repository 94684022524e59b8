package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import alan.api.AlanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GgmlFileTest {
    /** Of a model with one layer on either side. */
    private static final int TENSORS = 11 + 15 + 24;

    @TempDir
    Path folder;

    @Test
    void aWholeModelIsAccepted() throws IOException {
        Path file = write(model(TENSORS, 1, 1));
        assertThatCode(() -> GgmlFile.check(file)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.00001, 0.1, 0.5, 0.9, 0.999, 0.999999})
    void aModelThatIsCutAnywhereIsRefused(double part) throws IOException {
        byte[] whole = model(TENSORS, 1, 1);
        Path file = write(Arrays.copyOf(whole, (int) (whole.length * part)));
        assertThatThrownBy(() -> GgmlFile.check(file)).isInstanceOf(AlanException.class).hasMessageContaining("cut off");
    }

    @Test
    void aModelWithoutItsLastTensorIsRefused() throws IOException {
        Path file = write(model(TENSORS - 1, 1, 1));
        assertThatThrownBy(() -> GgmlFile.check(file)).hasMessageContaining("49 tensors instead of 50");
    }

    @Test
    void aForeignFileIsRefusedInOneSentenceThatNamesIt() throws IOException {
        Path file = write("GGUF and something else".getBytes());
        assertThatThrownBy(() -> GgmlFile.check(file))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("does not begin like a ggml file")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("none.bin");
        assertThatThrownBy(() -> GgmlFile.check(file)).isInstanceOf(AlanException.class).hasMessageContaining("none.bin");
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "1, 51867", "2, 1501", "3, 0", "4, 5", "5, 65", "5, -1", "8, 7", "9, 1000", "10, 0",
         "11, 4", "11, 5", "11, 6", "11, 99", "12, 3", "13, 1000000"})
    void numbersOutOfRangeAreRefused(int index, int value) throws IOException {
        byte[] bytes = model(TENSORS, 1, 1);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(index * 4, value);
        Path file = write(bytes);
        assertThatThrownBy(() -> GgmlFile.check(file)).isInstanceOf(AlanException.class)
                .hasMessageContaining("is " + value);
    }

    @Test
    void aTensorThatComesTwiceIsRefused() throws IOException {
        byte[] bytes = model(TENSORS, 1, 1);
        int last = bytes.length - 64 * 2 - 4;
        System.arraycopy("t001".getBytes(), 0, bytes, last, 4);
        Path file = write(bytes);
        assertThatThrownBy(() -> GgmlFile.check(file)).isInstanceOf(AlanException.class).hasMessageContaining("two tensors of one name");
    }

    @Test
    void anEmptyFileAndAFolderAreCalledThat() throws IOException {
        Path empty = write(new byte[0]);
        assertThatThrownBy(() -> GgmlFile.check(empty)).isInstanceOf(AlanException.class).hasMessageContaining("ggml-test.bin is empty");
        assertThatThrownBy(() -> GgmlFile.check(folder)).isInstanceOf(AlanException.class).hasMessageContaining("is a folder");
    }

    @Test
    void theSentenceIsSaidInSpanish() throws IOException {
        Path file = write("This is a text.\n".repeat(9).getBytes());
        AlanException refusal = catchThrowableOfType(AlanException.class, () -> GgmlFile.check(file));
        assertThat(refusal.text().say(new Locale("es")))
                .isEqualTo("El archivo " + file + " no es un modelo Whisper que se pueda usar: no empieza como un archivo ggml;"
                        + " elimina el modelo y vuelve a instalarlo.");
    }

    @Test
    void anUnknownTensorTypeIsRefused() throws IOException {
        Path file = write(model(TENSORS, 1, 99));
        assertThatThrownBy(() -> GgmlFile.check(file)).hasMessageContaining("unknown type");
    }

    @Test
    void aTensorOfImpossibleSizeIsRefused() throws IOException {
        Path file = write(model(TENSORS, 1 << 24, 1));
        assertThatThrownBy(() -> GgmlFile.check(file)).isInstanceOf(AlanException.class);
    }

    private Path write(byte[] bytes) throws IOException {
        Path file = folder.resolve("ggml-test.bin");
        Files.write(file, bytes);
        assertThat(file).exists();
        return file;
    }

    private static byte[] model(int tensors, int outer, int type) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        numbers(out, 0x67676d6c, 51_865, 1500, 384, 6, 1, 448, 384, 6, 1, 80, 1);
        numbers(out, 80, 201);
        out.write(new byte[80 * 201 * 4]);
        numbers(out, 50_257);
        for (int i = 0; i < 50_257; i++) {
            numbers(out, 2);
            out.write(new byte[] {'a', 'b'});
        }
        for (int i = 0; i < tensors; i++) {
            numbers(out, 2, 4, type, 64, outer);
            out.write(String.format("t%03d", i).getBytes());
            out.write(new byte[64 * 2]);
        }
        return out.toByteArray();
    }

    private static void numbers(ByteArrayOutputStream out, int... values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(values);
        out.write(buffer.array());
    }
}
