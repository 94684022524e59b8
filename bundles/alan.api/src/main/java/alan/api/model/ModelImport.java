package alan.api.model;

import alan.api.AlanException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns a model of a foreign format into a file that an engine reads. A service; the catalogue's sources name it. */
@ConsumerType
public interface ModelImport {
    /** {@return the name by which the catalogue's sources ask for it: {@code ctranslate2-whisper}} */
    String name();

    /**
     * {@return the name of the file that {@link #convert} would make from this folder; {@code null} when the folder is not of this format}
     *
     * @param folder any folder
     */
    String accepts(Path folder);

    /**
     * Converts. The same input gives the same bytes on every machine.
     *
     * @param folder with the files of the foreign format
     * @param output file to write; the caller moves it to its place
     * @param progress told how far it is, or {@link Models.Progress#NONE}
     * @throws AlanException when the folder is not what it should be; the sentence names the file and what is wrong with it
     */
    void convert(Path folder, Path output, Models.Progress progress) throws AlanException;
}
