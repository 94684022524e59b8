package alan.home.esphome;

import alan.api.AlanException;
import alan.esphome.EsphomeKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The key that a hub must have, made when it is first needed and kept in the data folder, readable by its user only. */
final class KeyFile {
    private KeyFile() {}

    /** {@return the key} @param file that it is kept in @throws AlanException when it can be neither read nor made */
    static EsphomeKey read(Path file) throws AlanException {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            return make(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
        try {
            return EsphomeKey.of(text);
        } catch (AlanException e) {
            throw new AlanException("What is in %s is no key: put back the one that Home Assistant has, 32 bytes in base64, or delete the file, and add the satellite anew with the one"
                    + " that is made then.", file, e);
        }
    }

    private static EsphomeKey make(Path file) throws AlanException {
        EsphomeKey key = EsphomeKey.make();
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(aside);
            if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(aside, key.base64() + "\n", StandardCharsets.US_ASCII, StandardOpenOption.CREATE);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            return key;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static AlanException unusable(Path file, IOException e) {
        return new AlanException("The key of the satellite in %s can be neither read nor made (%s).", file, String.valueOf(e.getMessage()), e);
    }
}
