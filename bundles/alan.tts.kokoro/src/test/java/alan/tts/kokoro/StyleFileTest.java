package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StyleFileTest {
    private static final String HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 1, 256), }";

    @TempDir
    Path folder;

    @Test
    void readsOneVoiceOfFloats() throws Exception {
        StyleFile file = file("ef_dora.bin", floats(3));
        assertThat(file.voices()).containsExactly("ef_dora");
        assertRows(file.read("ef_dora"));
    }

    @Test
    void readsAnArchiveOfVoices() throws Exception {
        StyleFile file = file("voices-v1.0.bin", npz(npy(HEADER, floats(3)), "af_heart.npy", "ef_dora.npy"));
        assertThat(file.voices()).containsExactly("af_heart", "ef_dora");
        assertRows(file.read("ef_dora"));
        assertThatThrownBy(() -> file.read("bob")).isInstanceOf(AlanException.class);
    }

    @Test
    void readsTheSecondVersionOfTheFormatAndTwoDimensions() throws Exception {
        byte[] header = HEADER.replace("(3, 1, 256)", "(3, 256)").getBytes(StandardCharsets.ISO_8859_1);
        byte[] data = floats(3);
        ByteBuffer npy = ByteBuffer.allocate(12 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        npy.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0}).putInt(header.length).put(header).put(data);
        assertRows(file("v.npz", npz(npy.array(), "a.npy")).read("a"));
    }

    @Test
    void refusesWhatIsNotWholeRows() throws Exception {
        for (int length : new int[] {0, 1, 1023, 1025, 3071}) {
            refuses(file("a.bin", Arrays.copyOf(floats(4), length)), "a");
        }
        refuses(file("b.bin", new byte[8 << 20]), "b");
        refuses(new StyleFile(folder.resolve("none.bin")), "none");
        refuses(new StyleFile(folder), "folder");
    }

    @Test
    void refusesEveryTruncationOfAnArchive() throws Exception {
        byte[] whole = npz(npy(HEADER, floats(3)), "a.npy");
        for (int length = 0; length < whole.length; length += 1 + whole.length / 200) {
            refuses(file("a.npz", Arrays.copyOf(whole, length)), "a");
        }
    }

    @Test
    void refusesEveryTruncationOfAnArray() throws Exception {
        byte[] whole = npy(HEADER, floats(3));
        for (int length = 0; length < whole.length; length++) {
            StyleFile file = file("a.npz", npz(Arrays.copyOf(whole, length), "a.npy"));
            assertThatThrownBy(() -> file.read("a")).isInstanceOf(AlanException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'descr': '>f4', 'fortran_order': False, 'shape': (3, 1, 256), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 1, 256), }",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (3, 1, 256), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 1, 256), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2, 256), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6, 1, 128), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 1, 256), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-3, 1, 256), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (768,), }",
        "nonsense",
        "",
    })
    void refusesAnotherHeader(String header) throws Exception {
        StyleFile file = file("a.npz", npz(npy(header, floats(3)), "a.npy"));
        assertThatThrownBy(() -> file.read("a")).isInstanceOf(AlanException.class).hasMessageContaining(file.path().toString());
    }

    @Test
    void refusesWhatIsNoNumber() throws Exception {
        byte[] data = floats(3);
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putFloat(1000, Float.NaN);
        StyleFile file = file("a.bin", data);
        assertThatThrownBy(() -> file.read("a")).isInstanceOf(AlanException.class);
    }

    @Test
    void refusesAnArchiveOfSomethingElse() throws Exception {
        refuses(file("a.npz", npz(new byte[10], "readme.txt")), "a");
    }

    private void refuses(StyleFile file, String voice) {
        assertThatThrownBy(file::voices).isInstanceOf(AlanException.class).hasMessageContaining(file.path().toString());
        assertThatThrownBy(() -> file.read(voice)).isInstanceOf(AlanException.class);
    }

    private static void assertRows(Styles styles) {
        assertThat(styles.row(1).get(0)).isEqualTo(0f);
        assertThat(styles.row(2).get(0)).isEqualTo(256f);
        assertThat(styles.row(2).get(255)).isEqualTo(511f);
        assertThat(styles.row(3).remaining()).isEqualTo(256);
        assertThat(styles.row(0)).isEqualTo(styles.row(1));
        assertThat(styles.row(510)).isEqualTo(styles.row(3));
    }

    private StyleFile file(String name, byte[] content) throws IOException {
        return new StyleFile(Files.write(folder.resolve(name), content));
    }

    static byte[] floats(int rows) {
        ByteBuffer data = ByteBuffer.allocate(rows * 1024).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows * 256; i++) {
            data.putFloat(i);
        }
        return data.array();
    }

    private static byte[] npy(String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer npy = ByteBuffer.allocate(10 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        npy.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length).put(text).put(data);
        return npy.array();
    }

    private static byte[] npz(byte[] content, String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }
}
