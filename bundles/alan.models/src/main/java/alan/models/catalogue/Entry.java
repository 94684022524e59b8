package alan.models.catalogue;

import alan.api.engine.EngineKind;
import alan.api.model.Model;
import alan.models.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model of the catalogue with its sources in full.
 *
 * @param model what everybody else sees
 * @param files the same files as the model's, in the same order
 */
public record Entry(Model model, List<FileEntry> files) {

    /** {@return an entry} The parameters are those of {@link Model}. */
    public static Entry of(
            String id,
            String title,
            EngineKind kind,
            String engine,
            Set<String> languages,
            String licence,
            long memory,
            List<FileEntry> files,
            Map<String, String> properties) {
        List<Model.File> plain = files.stream().map(FileEntry::plain).toList();
        return new Entry(new Model(id, title, kind, engine, languages, licence, memory, plain, properties), List.copyOf(files));
    }

    /** {@return the model's id} */
    public String id() {
        return model.id();
    }

    /**
     * A file of a model with its sources in full.
     *
     * @param name within the model
     * @param bytes its size
     * @param sha256 lower-case hexadecimal; holds for every source but imports
     * @param sources in the order in which they are tried
     */
    public record FileEntry(String name, long bytes, String sha256, List<Source> sources) {
        private Model.File plain() {
            return new Model.File(name, bytes, sha256, sources.stream().map(Source::label).toList());
        }
    }
}
