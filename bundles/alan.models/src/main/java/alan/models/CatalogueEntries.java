package alan.models;

import alan.api.AlanException;
import alan.api.config.ConfigCheck;
import alan.api.text.Text;
import alan.models.catalogue.CatalogueFile;
import alan.models.catalogue.Entry;
import alan.models.io.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * The models of the catalogue: those that Alan brings, and those that the user added. Both files are read again when they have
 * changed, so an edit and another process's addition are seen without a restart. If a file is broken, its models of before stay,
 * and asking for one that is not there says what is broken.
 */
final class CatalogueEntries {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueEntries.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);

    private final Read shipped;
    private final Read added;

    /** @param shipped file of the models that Alan brings @param added file of the user's own */
    CatalogueEntries(Path shipped, Path added) {
        this.shipped = new Read(shipped);
        this.added = new Read(added);
    }

    /** One file as it was when it was last read. */
    private static final class Read {
        private final Path file;
        private Stamp stamp;
        private List<Entry> entries = List.of();
        private AlanException wrong;

        Read(Path file) {
            this.file = file;
        }

        /** Size and time of change; a file that keeps both has not changed. */
        private record Stamp(FileTime changed, long size) {}

        synchronized List<Entry> entries() {
            Stamp now = stamp();
            if (stamp == null || !Objects.equals(stamp, now)) {
                stamp = now;
                try {
                    entries = CatalogueFile.read(file);
                    wrong = null;
                } catch (AlanException e) {
                    wrong = e;
                    LOG.error(PROBLEM, "{}", e.getMessage());
                }
            }
            return entries;
        }

        synchronized Optional<AlanException> wrong() {
            return Optional.ofNullable(wrong);
        }

        private Stamp stamp() {
            try {
                return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
            } catch (IOException e) {
                return new Stamp(FileTime.fromMillis(0), -1);
            }
        }

        synchronized void write(List<Entry> changed) throws AlanException, IOException {
            CatalogueFile.write(file, changed);
            stamp = null;
        }
    }

    /** {@return all models, those that Alan brings first} */
    List<Entry> list() {
        List<Entry> all = new ArrayList<>(shipped.entries());
        for (Entry entry : added.entries()) {
            // A later Alan may bring a model under the id that a user has given to another.
            if (find(all, entry.id()).isEmpty()) {
                all.add(entry);
            }
        }
        return List.copyOf(all);
    }

    /** {@return what is wrong with the files; what could be read is listed all the same} */
    List<Text> problems() {
        list();
        return Stream.of(shipped.wrong(), added.wrong()).flatMap(Optional::stream).map(AlanException::text).toList();
    }

    /** {@return a model} @param id its id @throws AlanException when there is none */
    Entry get(String id) throws AlanException {
        Optional<Entry> found = find(id);
        if (found.isPresent()) {
            return found.get();
        }
        throw shipped.wrong().or(added::wrong).orElseGet(() -> unknown(id));
    }

    private AlanException unknown(String id) {
        List<String> near = Near.to(id, list().stream().map(Entry::id).toList());
        String shown = Words.shown(id);
        return switch (near.size()) {
            case 0 -> new AlanException("There is no model %s; alan:models lists those that there are.", shown);
            case 1 -> new AlanException("There is no model %s; did you mean %s, or another one that alan:models lists?", shown,
                    near.get(0));
            default -> new AlanException("There is no model %s; did you mean one of %s, or another one that alan:models lists?", shown,
                    String.join(", ", near));
        };
    }

    /** {@return a model, if there is one of that id} @param id its id */
    Optional<Entry> find(String id) {
        return find(list(), id);
    }

    /** {@return whether the user added it} @param id a model's id */
    boolean isAdded(String id) {
        return find(shipped.entries(), id).isEmpty() && find(added.entries(), id).isPresent();
    }

    private static Optional<Entry> find(List<Entry> entries, String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /**
     * Changes the user's own models. The caller holds the lock that keeps other processes from it.
     *
     * @param change from what is there to what is to be there
     * @throws AlanException when the file is broken; it is left alone then
     * @throws IOException when it cannot be written
     */
    void change(UnaryOperator<List<Entry>> change) throws AlanException, IOException {
        List<Entry> before = added.entries();
        Optional<AlanException> wrong = added.wrong();
        if (wrong.isPresent()) {
            throw wrong.get();
        }
        added.write(change.apply(before));
    }
}
