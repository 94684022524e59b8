package alan.api.model;

import alan.api.engine.EngineKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model of the catalogue.
 *
 * @param id lower case, unique: {@code whisper-base}
 * @param title for people
 * @param kind of the engine that runs it
 * @param engine name of the engine that runs it: {@code whisper}
 * @param languages ISO 639-1 codes; empty for any
 * @param licence SPDX id, or a name and where to read it
 * @param memory that a machine should have to run it, in bytes; 0 for any machine
 * @param files what it consists of
 * @param properties what the engine may want to know ({@code sample-rate}, …)
 */
public record Model(
        String id,
        String title,
        EngineKind kind,
        String engine,
        Set<String> languages,
        String licence,
        long memory,
        List<File> files,
        Map<String, String> properties) {

    /** {@return the size of all its files, in bytes} */
    public long bytes() {
        return files.stream().mapToLong(File::bytes).sum();
    }

    /**
     * A file of a model.
     *
     * @param name within the model: {@code ggml-base.bin}
     * @param bytes its size
     * @param sha256 lower-case hexadecimal
     * @param sources where it can be had, in the order in which they are tried, for people to read
     */
    public record File(String name, long bytes, String sha256, List<String> sources) {}
}
