package alan.models;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.ModelAddition;
import alan.api.model.ModelImport;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.models.catalogue.Entry;
import alan.models.io.Locks;
import alan.models.io.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The model catalogue. Works with or without OSGi, from any number of threads, and beside other processes that use the same data
 * folder.
 *
 * <p>A file of models that is broken does not keep the catalogue from working: what was read before stays, and asking for a model
 * that is not there says what is wrong with the file.
 */
public class Catalogue implements Models {
    private static final String CHANGES = "added.json";

    private final CatalogueEntries entries;
    private final ModelStore store;
    private final Fetcher fetcher;
    private final ModelAdder adder;
    private final LongSupplier memory;

    /**
     * @param catalogueFile the models that Alan brings: {@code config/models.json}
     * @param dataFolder for what Alan keeps; models go into {@code models/} there
     * @param imports of foreign formats; may change as long as the catalogue is used, if the list allows that
     */
    public Catalogue(Path catalogueFile, Path dataFolder, List<ModelImport> imports) {
        this(catalogueFile, dataFolder, imports, Surroundings.ofThisProcess());
    }

    Catalogue(Path catalogueFile, Path dataFolder, List<ModelImport> imports, Surroundings surroundings) {
        this.store = new ModelStore(dataFolder);
        this.entries = new CatalogueEntries(catalogueFile, store.folder().resolve("added.json"));
        this.fetcher = new Fetcher(store, surroundings, imports);
        this.adder = new ModelAdder(store, fetcher, imports, surroundings.home());
        this.memory = surroundings.memory();
    }

    /**
     * {@return the folder for what Alan keeps: {@code ALAN_DATA}, else {@code $XDG_DATA_HOME/alan}, else {@code
     * ~/.local/share/alan}}
     */
    public static Path defaultDataFolder() {
        return defaultDataFolder(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Path defaultDataFolder(Map<String, String> environment, Path home) {
        String own = environment.get("ALAN_DATA");
        if (own != null && !own.isBlank()) {
            return Path.of(own).toAbsolutePath();
        }
        // The XDG specification: a relative path is invalid and to be ignored.
        String shared = environment.get("XDG_DATA_HOME");
        boolean usable = shared != null && !shared.isBlank() && Path.of(shared).isAbsolute();
        return (usable ? Path.of(shared) : home.resolve(".local").resolve("share")).resolve("alan");
    }

    /** {@return what is wrong with the catalogue's files; empty when all is well} */
    public List<Text> problems() {
        return entries.problems();
    }

    @Override
    public List<Model> list() {
        return entries.list().stream().map(Entry::model).toList();
    }

    @Override
    public Model get(String id) throws AlanException {
        return entries.get(id).model();
    }

    @Override
    public Optional<InstalledModel> installed(String id) {
        return entries.find(id).flatMap(store::installed);
    }

    @Override
    public List<InstalledModel> installed(EngineKind kind) {
        return entries.list().stream()
                .filter(entry -> entry.kind() == kind)
                .flatMap(entry -> store.installed(entry).stream())
                .toList();
    }

    @Override
    public InstalledModel require(String id) throws AlanException {
        Entry entry = entries.get(id);
        return store.installed(entry).orElseThrow(() -> new AlanException(
                "The model %1$s (%2$s) is not installed: run alan:model-get %1$s.", id, Words.size(entry.bytes())));
    }

    /**
     * {@inheritDoc} Of voices, though, one that is installed: none is better than another, and the engines speak with what is there. Among these,
     * one of a single language goes before one of several, as the engine Piper goes before Kokoro.
     */
    @Override
    public Optional<Model> recommend(EngineKind kind, String language) {
        List<Model> fitting = list().stream()
                .filter(model -> model.kind() == kind && model.memory() <= memory.getAsLong())
                .filter(model -> model.languages().isEmpty() || model.languages().contains(language))
                .toList();
        Optional<Model> spoken = fitting.stream()
                .filter(model -> kind == EngineKind.TTS && installed(model.id()).isPresent())
                .min(Comparator.comparingInt(model -> model.languages().isEmpty() ? Integer.MAX_VALUE : model.languages().size()));
        return spoken.or(() -> fitting.stream().findFirst());
    }

    @Override
    public InstalledModel fetch(String id, Progress progress) throws AlanException {
        return fetcher.fetch(entries.get(id), progress);
    }

    /** {@inheritDoc} A model that the user added is taken out of the catalogue, too. */
    @Override
    public long remove(String id) throws AlanException {
        Entry entry = entries.get(id);
        try (Locks.Held ignored = store.lock(id)) {
            long freed = store.remove(entry.id(), entry.files());
            if (entries.isAdded(id)) {
                try (Locks.Held changing = store.lock(CHANGES)) {
                    entries.change(added -> added.stream().filter(other -> !other.id().equals(id)).toList());
                }
            }
            return freed;
        } catch (IOException e) {
            throw new AlanException("The model %s cannot be deleted: %s.", id, Words.why(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlanException("Removing %s was stopped.", id, e);
        }
    }

    @Override
    public InstalledModel add(ModelAddition addition, Progress progress) throws AlanException {
        adder.check(addition);
        try (Locks.Held ignored = store.lock(addition.id())) {
            if (entries.find(addition.id()).isPresent()) {
                throw new AlanException("There is a model %1$s already; choose another id, or run alan:model-remove %1$s first.",
                        addition.id());
            }
            Entry entry = adder.install(addition, progress);
            try (Locks.Held changing = store.lock(CHANGES)) {
                entries.change(added -> plus(added, entry));
            } catch (IOException | AlanException | InterruptedException e) {
                store.remove(entry.id(), entry.files());
                throw e;
            }
            return require(entry.id());
        } catch (IOException e) {
            throw fetcher.unwritable(e);
        } catch (InterruptedException e) {
            throw Fetcher.interrupted(addition.id());
        }
    }

    private static List<Entry> plus(List<Entry> entries, Entry entry) {
        return Stream.concat(entries.stream(), Stream.of(entry)).toList();
    }
}
