package alan.tts.csm.djl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module without attributes that grows line by line, and the archive that PyTorch loads it from: what {@code torch.jit.save} would
 * write.
 *
 * @see <a href="https://github.com/pytorch/pytorch/blob/v2.7.1/torch/csrc/jit/docs/serialization.md">PyTorch, TorchScript serialization</a>
 */
final class Script {
    /** Numbers of types, as scripts have them. */
    static final int INT = 3;
    static final int LONG = 4;
    static final int HALF = 5;
    static final int FLOAT = 6;
    static final int BFLOAT16 = 15;

    private static final String NAME = "alan";
    /** Of the operators' signatures: PyTorch 2.7's. */
    private static final String VERSION = "10\n";
    private static final String HEAD = """
            class M(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
            """;
    /** A pickled {@code __torch__.M} whose only attribute, {@code training}, is false. */
    private static final String MODULE = "\u0080\u0002c__torch__\nM\n)\u0081}(X\b\0\0\0training\u0089ub.";
    /** A pickled empty tuple. */
    private static final String NOTHING = "\u0080\u0002).";

    private final StringBuilder lines = new StringBuilder(HEAD);
    private final Map<String, String> known = new HashMap<>();
    private int names;

    /** Adds code as it is. @param code whole lines, the first of which begins a method */
    void add(String code) {
        lines.append(code.indent(2));
    }

    /** {@return the variable that an expression was given to} @param expression of operators */
    String let(String expression, Object... arguments) {
        String name = name();
        line("%s = %s", name, String.format(Locale.ROOT, expression, arguments));
        return name;
    }

    /** {@return the variable of what is computed but once} @param key of it @param value its variable */
    String once(String key, Supplier<String> value) {
        String found = known.get(key);
        if (found == null) {
            found = value.get();
            known.put(key, found);
        }
        return found;
    }

    /** Adds a line to the method that is being written. */
    void line(String format, Object... arguments) {
        lines.append("    ").append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    /** {@return the name of a new variable} */
    String name() {
        return "v" + names++;
    }

    /** {@return how many lines it has} */
    long lines() {
        return lines.chars().filter(each -> each == '\n').count();
    }

    /** {@return what PyTorch loads} */
    byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "data.pkl", MODULE.getBytes(StandardCharsets.ISO_8859_1));
            entry(zip, "code/__torch__.py", lines.toString().getBytes(StandardCharsets.UTF_8));
            entry(zip, "constants.pkl", NOTHING.getBytes(StandardCharsets.ISO_8859_1));
            entry(zip, "version", VERSION.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(NAME + "/" + name);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
