package alan.voices.transfer;

import alan.api.AlanException;
import alan.voices.store.Disk;
import alan.voices.store.VoiceFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a voice into a zip file: its folder, as it is. */
public final class ZipOut {
    private ZipOut() {}

    /**
     * Writes a voice.
     *
     * @param voice which
     * @param zip to be made: whole, or not at all
     * @throws AlanException when it is there already, or cannot be written
     */
    public static void write(VoiceFolder voice, Path zip) throws AlanException {
        if (Files.exists(zip, LinkOption.NOFOLLOW_LINKS)) {
            throw new AlanException("%s is there already; choose another name, or remove it first.", zip);
        }
        Path aside = zip.resolveSibling("." + zip.getFileName() + "." + UUID.randomUUID());
        try {
            write(voice, zip, aside);
        } catch (FileAlreadyExistsException e) {
            throw new AlanException("%s is there already; choose another name, or remove it first.", zip, e);
        } catch (NoSuchFileException e) {
            throw new AlanException("The folder %s is not there; make it first.", zip.toAbsolutePath().getParent(), e);
        } catch (IOException e) {
            throw new AlanException("%s cannot be written: %s", zip, Disk.why(e), e);
        }
    }

    private static void write(VoiceFolder voice, Path zip, Path aside) throws IOException {
        try {
            try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(
                    Files.newOutputStream(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)))) {
                out.setLevel(Deflater.BEST_SPEED);
                for (Path file : voice.files()) {
                    out.putNextEntry(new ZipEntry(voice.name() + "/" + voice.path().relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
            Files.move(aside, zip);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
