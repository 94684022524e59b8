package alan.models.catalogue;

import alan.api.engine.EngineKind;
import alan.api.model.Model;
import alan.api.text.Text;
import alan.models.io.Checksum;
import alan.models.io.Sha256;
import alan.models.source.Source;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A model as the catalogue's file has it. {@link #model} is what everybody else sees.
 *
 * @param id as {@link Model#id}
 * @param title in English
 * @param titles in other languages, by ISO 639-1
 * @param kind as {@link Model#kind}
 * @param engine as {@link Model#engine}
 * @param languages as {@link Model#languages}
 * @param licence SPDX id, or a name and where to read it; empty if it is not known
 * @param memory as {@link Model#memory}
 * @param files in the order of {@link Model#files}
 * @param properties as {@link Model#properties}
 */
public record Entry(
        String id,
        String title,
        Map<String, String> titles,
        EngineKind kind,
        String engine,
        Set<String> languages,
        String licence,
        long memory,
        List<FileEntry> files,
        Map<String, String> properties) {

    /** {@return the model, with what there is to read of it in the user's language} */
    public Model model() {
        return model(Text.user());
    }

    /** {@return the model, with what there is to read of it in a language} @param reader its language */
    Model model(Locale reader) {
        String said = titles.getOrDefault(reader.getLanguage(), title);
        String terms = licence.isEmpty() ? Text.of("not known").say(reader) : licence;
        List<Model.File> plain = files.stream().map(file -> file.plain(reader)).toList();
        return new Model(id, said, kind, engine, languages, terms, memory, plain, properties);
    }

    /** {@return the size of all its files, in bytes} */
    public long bytes() {
        return files.stream().mapToLong(FileEntry::bytes).sum();
    }

    /**
     * A file of a model with its sources in full.
     *
     * @param name within the model
     * @param bytes its size
     * @param checksum as {@link Checksum} has it; holds for every source but imports
     * @param sources in the order in which they are tried
     */
    public record FileEntry(String name, long bytes, String checksum, List<Source> sources) {
        private Model.File plain(Locale reader) {
            String sha256 = Sha256.looksLikeOne(checksum) ? checksum : "";
            return new Model.File(name, bytes, sha256, sources.stream().map(source -> source.label().say(reader)).toList());
        }
    }
}
