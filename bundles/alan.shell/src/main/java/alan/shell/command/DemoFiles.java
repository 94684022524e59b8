package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.shell.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
     * Writes all three. The document comes last: where it is, the sounds that it speaks of are, too.
     *
     * @throws AlanException when the folder cannot be written
     */
    void write(Pcm asked, Pcm answered, Object document) throws AlanException {
        writeSounds(asked, answered);
        writeDocument(document);
    }

    /**
     * Writes the sounds alone; a document of other ones goes.
     *
     * @throws AlanException when the folder cannot be written
     */
    void writeSounds(Pcm asked, Pcm answered) throws AlanException {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(turn());
        } catch (IOException e) {
            throw unwritable(e);
        }
        files.write(question(), asked);
        files.write(answer(), answered);
    }

    private void writeDocument(Object document) throws AlanException {
        try {
            Path aside = Files.createTempFile(folder, ".turn", ".json");
            try {
                Files.writeString(aside, Json.text(document) + System.lineSeparator());
                Files.move(aside, turn(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new AlanException("%s cannot be written; is the disk full?", turn(), e);
        }
    }
}
