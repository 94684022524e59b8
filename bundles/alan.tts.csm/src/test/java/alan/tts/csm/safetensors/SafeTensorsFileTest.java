package alan.tts.csm.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.tts.csm.tensor.DataType;
import alan.tts.csm.tensor.StoredTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsFileTest {
    private static final String HEADER = """
            {"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
            "b":{"dtype":"BF16","shape":[],"data_offsets":[24,26]},"c":{"dtype":"I64","shape":[0,7],"data_offsets":[26,26]}}""";
    private static final int DATA = 26;
    private static final String PIECES = "0129{}[],:\"\\-e";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("model.safetensors");
    }

    private static byte[] bytes(String header, int data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).array();
    }

    private SafeTensorsFile read(byte[] bytes) throws AlanException, IOException {
        Files.write(file, bytes);
        return SafeTensorsFile.read(file);
    }

    @Test
    void aFileTellsWhereItsTensorsLie() throws Exception {
        SafeTensorsFile read = read(bytes(HEADER, DATA));
        int start = 8 + HEADER.length();
        assertThat(read.metadata()).containsEntry("format", "pt");
        assertThat(read.tensors()).containsOnlyKeys("a", "b", "c");
        assertThat(read.tensors().get("a")).isEqualTo(new StoredTensor("a", DataType.F32, List.of(2L, 3L), file, start, 24));
        assertThat(read.tensors().get("b")).isEqualTo(new StoredTensor("b", DataType.BF16, List.of(), file, start + 24L, 2));
        assertThat(read.tensors().get("a").dimensions()).isEqualTo("2 × 3");
    }

    @Test
    void spacesAfterTheHeaderAreAllowed() throws Exception {
        assertThat(read(bytes(HEADER + "      ", DATA)).tensors()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [2,3]     | [2,4]                     | has 24 bytes, which is not 2 × 4 numbers
            [2,3]     | [-2,-3]                   | no list of numbers
            [2,3]     | [4294967296,4294967296]   | larger than any file
            [2,3]     | [2.5,3]                   | no list of numbers
            [2,3]     | 6                         | no list of numbers
            F32       | F33                       | a type that is not known here, F33
            [0,24]    | [0,25]                    | has 25 bytes
            [24,26]   | [22,24]                   | does not begin where the one before it ends
            [24,26]   | [26,24]                   | does not lie within the file
            [24,26]   | [24,9223372036854775807]  | does not lie within the file
            [24,26]   | [24]                      | does not lie within the file
            """)
    void whatContradictsItselfIsNamed(String from, String to, String sentence) {
        assertThatThrownBy(() -> read(bytes(HEADER.replace(from, to), DATA))).isInstanceOf(AlanException.class)
                .hasMessageStartingWith("The checkpoint file model.safetensors ").hasMessageContaining(sentence);
    }

    @Test
    void aNameThatStandsTwiceIsDamage() {
        assertThatThrownBy(() -> read(bytes(HEADER.replace("\"b\"", "\"a\""), DATA))).hasMessageContaining("no JSON");
    }

    @Test
    void bytesThatBelongToNoTensorAreDamage() {
        assertThatThrownBy(() -> read(bytes(HEADER, DATA + 5))).hasMessageContaining("5 bytes at its end belong to no tensor");
    }

    @Test
    void aFileCutAnywhereIsDamaged() {
        byte[] whole = bytes(HEADER, DATA);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).as("%s bytes", length).isInstanceOf(AlanException.class).hasMessageContaining("damaged");
        }
    }

    @Test
    void absurdHeaderLengthsTakeNoMemory() {
        for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0, 1, 1L << 40}) {
            byte[] bytes = bytes(HEADER, DATA);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            assertThatThrownBy(() -> read(bytes)).isInstanceOf(AlanException.class);
        }
    }

    @Test
    void picklesAreRefused() {
        byte[] zip = "PK\3\4 archive/data.pkl and more".getBytes(StandardCharsets.ISO_8859_1);
        byte[] bare = {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F', (byte) 0xf9, ' '};
        for (byte[] pickle : List.of(zip, bare)) {
            assertThatThrownBy(() -> read(pickle)).isInstanceOf(AlanException.class).hasMessageContaining("PyTorch pickle");
        }
    }

    @Test
    void whateverIsSpoiltOnlyTheDocumentedExceptionComesOut() throws Exception {
        Random random = new Random(7);
        byte[] whole = bytes(HEADER, DATA);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] spoilt = whole.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                int piece = random.nextBoolean() ? random.nextInt(256) : PIECES.charAt(random.nextInt(PIECES.length()));
                spoilt[random.nextInt(spoilt.length)] = (byte) piece;
            }
            try {
                for (StoredTensor tensor : read(spoilt).tensors().values()) {
                    assertThat(tensor.offset() + tensor.bytes()).isLessThanOrEqualTo(spoilt.length);
                }
            } catch (AlanException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2000);
    }
}
