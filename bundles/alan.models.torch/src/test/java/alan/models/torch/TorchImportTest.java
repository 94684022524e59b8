package alan.models.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.model.Models;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchImportTest {
    /** In a pickle of {@link Pickled#tensor}: version (2 bytes), dict (1), a text of one letter (6). */
    private static final int KEY_ENDS = 9;

    @TempDir
    Path temporary;

    private final TorchImport torch = new TorchImport();

    private byte[] converted(byte[] file) throws AlanException, IOException {
        Path folder = Files.createDirectories(temporary.resolve("in"));
        Files.write(folder.resolve("model.pt"), file);
        Path out = temporary.resolve("out.safetensors");
        torch.convert(folder, out, Models.Progress.NONE);
        return Files.readAllBytes(out);
    }

    static byte[] resource(String name) throws IOException {
        return TorchImportTest.class.getResourceAsStream(name).readAllBytes();
    }

    /** Both were written by {@code fixtures.py}; what is expected, by safetensors' own library. */
    @ParameterizedTest
    @ValueSource(strings = {"new.pt", "old.pt"})
    void tensorsAreBitByBitThoseOfSafetensorsOwnLibrary(String name) throws Exception {
        byte[] expected = resource("expected.safetensors");
        byte[] made = converted(resource(name));
        ObjectNode header = header(made);
        JsonNode metadata = header.remove("__metadata__");
        assertThat(header.toString()).isEqualTo(header(expected).toString());
        assertThat(tensors(made)).isEqualTo(tensors(expected));
        assertThat(metadata).isEqualTo(new ObjectMapper().readTree(
                "{\"list.0\": \"1\", \"list.1\": \"two\", \"name\": \"niña\", \"on\": \"true\", \"rate\": \"0.25\", \"step\": \"1234567890123\"}"));
        assertThat(headerBytes(made) % 8).isZero();
        assertThat(converted(resource(name))).isEqualTo(made);
    }

    private static int headerBytes(byte[] file) {
        return (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private static ObjectNode header(byte[] file) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(Arrays.copyOfRange(file, 8, 8 + headerBytes(file)));
    }

    private static byte[] tensors(byte[] file) {
        return Arrays.copyOfRange(file, 8 + headerBytes(file), file.length);
    }

    private void refuses(byte[] file, String... said) {
        assertThatThrownBy(() -> converted(file)).isExactlyInstanceOf(AlanException.class).hasMessageContainingAll(said).hasMessageContaining("model.pt");
        assertThat(temporary.resolve("out.safetensors")).doesNotExist();
    }

    private void refusesPickle(UnaryOperator<Pickled> program, String... said) {
        refuses(Pickled.zip(program.apply(new Pickled()).bytes(), new byte[0]), said);
    }

    @Test
    void nothingIsCalledThatIsNoTensor() {
        refusesPickle(p -> p.global("posix", "system").text("touch /tmp/x").raw(0x85, 'R'), "\"posix.system\"", "none of the few things");
        refusesPickle(p -> p.global("torch._utils", "_rebuild_tensor_v2 ").raw(')', 'R'), "\"torch._utils._rebuild_tensor_v2 \"");
        refusesPickle(p -> p.global("torch", "load").text("x").raw(0x85, 'R'), "\"torch.load\"");
        refusesPickle(p -> p.text("builtins").text("eval").raw(0x93), "\"builtins.eval\"");
        refusesPickle(p -> p.global("torch", "FloatStorage").raw(')', 'R'), "calls something");
        refusesPickle(p -> p.global("collections", "OrderedDict").text("x").raw(0x85, 'R'), "calls something");
        // The instructions that make objects of classes: INST, OBJ, NEWOBJ, NEWOBJ_EX, EXT1.
        for (int instruction : new int[] {'i', 'o', 0x81, 0x92, 0x82}) {
            refusesPickle(p -> p.raw(instruction), "0x" + Integer.toHexString(instruction), "does not carry out");
        }
        refusesPickle(p -> p.raw(']').text("state").raw('b'), "sets the state of an object");
    }

    @Test
    void tensorsLieWithinTheirStorage() throws Exception {
        byte[] four = new byte[16];
        assertThat(tensors(converted(Pickled.zip(Pickled.tensor(4, 1, 3, 1).bytes(), four)))).hasSize(12);
        Files.delete(temporary.resolve("out.safetensors"));
        refuses(Pickled.zip(Pickled.tensor(4, 2, 3, 1).bytes(), four), "does not lie within its storage \"0\"");
        refuses(Pickled.zip(Pickled.tensor(4, 0, 3, 2).bytes(), four), "does not lie within");
        refuses(Pickled.zip(Pickled.tensor(4, 0, 1_000_000, 0).bytes(), four), "does not lie within");
        refuses(Pickled.zip(Pickled.tensor(4, 0, Long.MAX_VALUE, Long.MAX_VALUE).bytes(), four), "larger than any file");
        refuses(Pickled.zip(Pickled.tensor(4, -1, 3, 1).bytes(), four), "less than 0");
        refuses(Pickled.zip(Pickled.tensor(1L << 60, 0, 3, 1).bytes(), four), "claims to hold");
        refuses(Pickled.zip(Pickled.tensor(5, 0, 4, 1).bytes(), four), "lacks the 20 bytes of its storage \"0\"");
    }

    @Test
    void whatHoldsItselfOrGrowsWithoutEndIsRefused() {
        // A list that holds itself; and ten lists of ten times the one before it, which would be ten thousand million texts.
        refusesPickle(p -> p.raw(']', 'q', 0, 'h', 0, 'a'), "more deeply nested");
        refusesPickle(p -> {
            p.raw('(', ']').text("x").raw('a');
            for (int i = 0; i < 7; i++) {
                p.raw('q', 0, ']', '(');
                for (int j = 0; j < 10; j++) {
                    p.raw('h', 0);
                }
                p.raw('e');
            }
            return p.raw('t');
        }, "holds more");
    }

    @Test
    void aShortFileDoesNotBecomeALongOne() {
        Pickled all = new Pickled().raw('}');
        byte[] one = Pickled.tensor(1000, 0, 1000, 1).bytes();
        int[] body = new int[one.length - KEY_ENDS - 2];
        for (int i = 0; i < body.length; i++) {
            // Without the beginning, the dict, its key, the storing into it and the end.
            body[i] = one[i + KEY_ENDS] & 0xFF;
        }
        all.raw('(').text("t0").raw(body).raw('q', 1);
        for (int i = 1; i < 200; i++) {
            all.text("t" + i).raw('h', 1);
        }
        refuses(Pickled.zip(all.raw('u').bytes(), new byte[4000]), "again and again");
    }

    @Test
    void otherFilesAreNamed() throws Exception {
        refuses("no model at all".getBytes(), "is no file of PyTorch");
        refuses(new byte[0], "ends in the middle");
        refuses(new byte[] {'P', 'K', 3, 4, 0, 0}, "damaged zip archive");
        refusesPickle(p -> p.raw('}'), "holds no tensors");
        refuses(Arrays.copyOf(resource("old.pt"), 3000), "lacks the ");
        Files.createDirectories(temporary.resolve("in/more"));
        Files.write(temporary.resolve("in/more.pt"), new byte[1]);
        assertThatThrownBy(() -> converted(resource("new.pt"))).hasMessageContaining("must hold one file of PyTorch");
    }

    @Test
    void aFolderIsNeverTakenForAModelByItself() throws Exception {
        converted(resource("new.pt"));
        assertThat(torch.accepts(temporary.resolve("in"))).isNull();
    }
}
