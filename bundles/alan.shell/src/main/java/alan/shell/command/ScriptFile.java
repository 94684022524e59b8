package alan.shell.command;

import alan.shell.CommandFailed;
import alan.shell.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Scripts as files, or as what is put in: UTF-8. */
final class ScriptFile {
    /** The name that stands for what is put in. */
    static final String INPUT = "-";

    /** Bytes; a book has one or two millions. */
    private static final int MOST = 10_000_000;

    private ScriptFile() {}

    /** {@return the text of a file, or of what is put in} @param name as typed */
    static String read(Console console, String name) {
        Path file = name.equals(INPUT) ? null : console.resolve(Path.of(name));
        try (InputStream stream = file == null ? null : Files.newInputStream(file)) {
            byte[] bytes = (stream == null ? console.in() : stream).readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw new CommandFailed("The script %s is larger than %d MB, the most that is read.", name, MOST / 1_000_000);
            }
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailed("The script %s is not text in UTF-8; save it as that.", name);
        } catch (IOException e) {
            throw file != null && Files.isDirectory(file) ? new CommandFailed("%s is a folder; name a script in it.", file)
                    : new CommandFailed("There is no script %s, or it cannot be read.", file == null ? name : file);
        }
    }

    /** Writes a script, aside until it is whole. */
    static void write(Path file, String script) {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(aside, script);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailed("The script %s cannot be written; check that its folder is there and may be written to.", file);
        }
    }
}
