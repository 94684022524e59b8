package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.shell.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The three files that a demonstration leaves in its folder. */
final class DemoFiles {
    private final AudioFiles files;
    private final Path folder;

    DemoFiles(AudioFiles files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    Path question() {
        return folder.resolve("question.wav");
    }

    Path answer() {
        return folder.resolve("answer.wav");
    }

    Path turn() {
        return folder.resolve("turn.json");
    }

    /**
     * Tells before the work begins what would otherwise fail after it. Nothing is made yet: a turn that fails leaves no folder.
     *
     * @throws AlanException when the folder is none, or neither it nor the folder that it is to be made in can be written
     */
    void check() throws AlanException {
        Path nearest = folder.toAbsolutePath();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (nearest == null || !Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
            throw unwritable(null);
        }
    }

    private AlanException unwritable(IOException cause) {
        return new AlanException("The folder %s cannot be written; name another one with --out.", folder, cause);
    }

    /**
     * Writes all three, first aside: what an earlier demonstration left is replaced when all of them are whole.
     *
     * @throws AlanException when the folder cannot be written
     */
    void write(Pcm asked, Pcm answered, Object document) throws AlanException {
        Path aside;
        try {
            Files.createDirectories(folder);
            aside = Files.createTempDirectory(folder, ".demo");
        } catch (IOException e) {
            throw unwritable(e);
        }
        try {
            files.write(in(aside, question()), asked);
            files.write(in(aside, answer()), answered);
            writeDocument(in(aside, turn()), document);
            publish(aside);
        } finally {
            remove(aside);
        }
    }

    private static Path in(Path aside, Path file) {
        return aside.resolve(file.getFileName());
    }

    private void writeDocument(Path file, Object document) throws AlanException {
        try {
            Files.writeString(file, Json.text(document) + System.lineSeparator());
        } catch (IOException e) {
            throw new AlanException("%s cannot be written; is the disk full?", turn(), e);
        }
    }

    /** The document comes last: where it is new, the sounds that it speaks of are, too. */
    private void publish(Path aside) throws AlanException {
        try {
            for (Path file : List.of(question(), answer(), turn())) {
                Files.move(in(aside, file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void remove(Path aside) throws AlanException {
        try {
            for (Path file : List.of(question(), answer(), turn())) {
                Files.deleteIfExists(in(aside, file));
            }
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }
}
