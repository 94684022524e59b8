package alan.tts.csm.command;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that is written aside, so that under its name it is whole or not there. */
final class AsideFile implements AutoCloseable {
    private final Path file;
    private final Path aside;

    /**
     * Writes it aside.
     *
     * @param file its name in the end
     * @param content all of it
     * @throws AlanException when it cannot be written; nothing is left then
     */
    AsideFile(Path file, byte[] content) throws AlanException {
        check(file);
        this.file = file;
        this.aside = file.resolveSibling(".alan-" + UUID.randomUUID() + ".part");
        boolean written = false;
        try {
            Files.write(aside, content);
            written = true;
        } catch (IOException e) {
            throw failure(e);
        } finally {
            if (!written) {
                close();
            }
        }
    }

    /** Finds out whether a file can be written. @param file its name @throws AlanException when it cannot */
    static void check(Path file) throws AlanException {
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new AlanException("%s is a folder; choose the name of a file.", file);
        }
        if (!Files.isDirectory(folder)) {
            throw new AlanException("The folder %s does not exist; make it first, or choose another one.", folder);
        }
        if (!Files.isWritable(folder)) {
            throw new AlanException("The folder %s cannot be written; choose another one, or change its permissions.", folder);
        }
    }

    /** Gives it its name. @throws AlanException when that fails */
    void finish() throws AlanException {
        try {
            try {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private AlanException failure(IOException cause) {
        return new AlanException("The file %s cannot be written; see whether there is room on the disk and its folder may be written to.",
                file, cause);
    }

    /** Removes what has not been given its name. */
    @Override
    public void close() throws AlanException {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
