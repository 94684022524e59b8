package alan.models.ctranslate2;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CTranslate2's model.bin, version 6, open for reading. Only its index is held in memory.
 *
 * <p>Layout, little-endian: version (u32), name of the architecture (string), its revision (u32), number of variables (u32);
 * for each its name (string), rank (u8), dimensions (u32 each), type (u8), size in bytes (u32) and the bytes; then the number
 * of aliases (u32) and for each its name and the variable's (strings). A string is its length with a closing zero (u16) and
 * as many bytes.
 */
final class ModelFile implements Closeable {
    /** The file's name in its folder. */
    static final String NAME = "model.bin";

    private static final int VERSION = 6;
    private static final String ARCHITECTURE = "WhisperSpec";
    /** large-v3 has some 2,700 when it is quantised. */
    private static final int MAX_VARIABLES = 10_000;
    private static final int MAX_RANK = 4;

    private final Path path;
    private final FileChannel channel;
    private final Map<String, Variable> variables = new HashMap<>();

    private ModelFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens and indexes.
     *
     * @param path of model.bin
     * @return the file; the caller closes it
     * @throws AlanException when it is damaged, of another version or no Whisper model
     */
    static ModelFile open(Path path) throws AlanException, IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        ModelFile file = new ModelFile(path, channel);
        try {
            file.index(new ByteCursor(path, channel));
            return file;
        } catch (AlanException | IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** {@return whether a file begins as a Whisper model of CTranslate2 does, of whatever version} @param path any file */
    static boolean looksLikeOne(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteCursor cursor = new ByteCursor(path, channel);
            cursor.u32();
            return cursor.string().equals(ARCHITECTURE);
        } catch (AlanException tooShort) {
            return false;
        }
    }

    private void index(ByteCursor in) throws AlanException, IOException {
        long version = in.u32();
        if (version != VERSION) {
            throw Damage.in(path, Text.of("has version %s of CTranslate2's format, and Alan reads version %s", version, VERSION));
        }
        String architecture = in.string();
        if (!architecture.equals(ARCHITECTURE)) {
            throw Damage.in(path, Text.of("is no Whisper model but %s", Damage.quoted(architecture)));
        }
        in.u32();
        long count = in.u32();
        if (count > MAX_VARIABLES) {
            throw Damage.in(path, Text.of("claims to hold %s variables", count));
        }
        for (long i = 0; i < count; i++) {
            Variable variable = variable(in);
            if (variables.put(variable.name(), variable) != null) {
                throw Damage.in(path, Text.of("holds %s twice", Damage.quoted(variable.name())));
            }
        }
        aliases(in);
        if (in.remaining() != 0) {
            throw Damage.in(path, Text.of("has %s bytes after its end", in.remaining()));
        }
    }

    private Variable variable(ByteCursor in) throws AlanException, IOException {
        String name = in.string();
        int rank = in.u8();
        if (rank > MAX_RANK) {
            throw Damage.in(path, Text.of("says that %s has %s dimensions", Damage.quoted(name), rank));
        }
        List<Long> dims = new ArrayList<>(rank);
        for (int i = 0; i < rank; i++) {
            dims.add(in.u32());
        }
        int code = in.u8();
        if (code >= ElementType.values().length) {
            throw Damage.in(path, Text.of("holds %s in an unknown number format (%s)", Damage.quoted(name), code));
        }
        ElementType type = ElementType.values()[code];
        long bytes = in.u32();
        Variable variable = new Variable(name, List.copyOf(dims), type, in.position());
        if (bytes != size(dims, type)) {
            throw Damage.in(path, Text.of("gives %s bytes to %s, whose dimensions are %s", bytes, Damage.quoted(name), dims));
        }
        in.skip(bytes);
        return variable;
    }

    /** {@return bytes of an array; -1 when that is more than any file can say} */
    private static long size(List<Long> dims, ElementType type) {
        long size = type.size();
        for (long dim : dims) {
            size *= dim;
            if (size >>> 32 != 0) {
                return -1;
            }
        }
        return size;
    }

    private void aliases(ByteCursor in) throws AlanException, IOException {
        long count = in.u32();
        if (count > MAX_VARIABLES) {
            throw Damage.in(path, Text.of("claims to hold %s aliases", count));
        }
        for (long i = 0; i < count; i++) {
            String alias = in.string();
            String name = in.string();
            Variable variable = variables.get(name);
            if (variable == null) {
                throw Damage.in(path, Text.of("calls %s what it does not hold: %s", Damage.quoted(alias), Damage.quoted(name)));
            }
            variables.putIfAbsent(alias, variable);
            Variable scale = variables.get(name + "_scale");
            if (scale != null) {
                variables.putIfAbsent(alias + "_scale", scale);
            }
        }
    }

    Path path() {
        return path;
    }

    /** {@return the names of all variables and aliases} */
    Collection<String> names() {
        return Collections.unmodifiableSet(variables.keySet());
    }

    /**
     * {@return a variable}
     *
     * @param name of the variable or of an alias
     * @throws AlanException when there is none
     */
    Variable get(String name) throws AlanException {
        Variable variable = variables.get(name);
        if (variable == null) {
            throw Damage.in(path, Text.of("lacks %s, which every Whisper model has", name));
        }
        return variable;
    }

    /**
     * Reads elements of a variable.
     *
     * @param variable of this file
     * @param first element to read
     * @param count of elements, all of them the variable's
     * @param into a buffer large enough; it then holds the elements from 0 to its limit, little-endian
     * @throws AlanException when the file has become shorter meanwhile
     */
    void read(Variable variable, long first, int count, ByteBuffer into) throws AlanException, IOException {
        int size = variable.type().size();
        into.clear().limit(count * size).order(ByteOrder.LITTLE_ENDIAN);
        long offset = variable.offset() + first * size;
        while (into.hasRemaining()) {
            if (channel.read(into, offset + into.position()) < 0) {
                throw Damage.in(path, Text.of("became shorter while it was read"));
            }
        }
        into.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
