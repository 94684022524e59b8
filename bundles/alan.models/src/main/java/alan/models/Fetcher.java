package alan.models;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import alan.api.model.ModelImport;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.models.catalogue.Entry;
import alan.models.catalogue.Entry.FileEntry;
import alan.models.hub.HubCache;
import alan.models.hub.HubClient;
import alan.models.hub.HubSettings;
import alan.models.io.DiskFiles;
import alan.models.io.Locks;
import alan.models.io.Sha256;
import alan.models.io.Words;
import alan.models.source.Fetch;
import alan.models.source.GivenUp;
import alan.models.source.Packages;
import alan.models.source.Source;
import alan.models.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets what is missing of a model: from its place, if a person put it there, else from its sources in order. A file gets its
 * final name when its size and checksum are right, and not before.
 */
final class Fetcher {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

    private final ModelStore store;
    private final Surroundings surroundings;
    private final List<ModelImport> imports;
    private final GivenUp givenUp = new GivenUp();
    private final HubClient hub;
    private final HubCache cache;

    Fetcher(ModelStore store, Surroundings surroundings, List<ModelImport> imports) {
        HubSettings settings = new HubSettings(surroundings.environment(), surroundings.home());
        this.store = store;
        this.surroundings = surroundings;
        this.imports = imports;
        this.hub = new HubClient(settings, surroundings.pause());
        this.cache = new HubCache(settings);
    }

    /** {@return the model, whole} */
    InstalledModel fetch(Entry entry, Models.Progress progress) throws AlanException {
        Optional<InstalledModel> whole = store.installed(entry);
        if (whole.isPresent()) {
            // Before the lock, which cannot be taken in a folder that cannot be written.
            return whole.get();
        }
        try (Locks.Held ignored = store.lock(entry.id())) {
            Optional<InstalledModel> here = store.installed(entry);
            return here.isPresent() ? here.get() : fetchLocked(entry, progress);
        } catch (IOException e) {
            throw unwritable(e);
        } catch (InterruptedException e) {
            throw interrupted(entry.id());
        }
    }

    /** {@return what sources need for a model} Its folder for work is the caller's to delete. */
    Fetch begin(String id, Models.Progress progress) throws IOException {
        DiskFiles.deleteFolder(store.work(id));
        Files.createDirectories(store.parts());
        Packages packages = new Packages(surroundings.environment(), surroundings.patience());
        return new Fetch(id, id, store.parts(), store.work(id), hub, cache, packages, List.copyOf(imports), givenUp,
                new ThrottledProgress(progress), 0, -1);
    }

    private InstalledModel fetchLocked(Entry entry, Models.Progress progress)
            throws AlanException, IOException, InterruptedException {
        List<FileEntry> missing = adopt(entry);
        checkRoom(entry, missing);
        Fetch fetch = begin(entry.id(), progress);
        try {
            for (FileEntry file : missing) {
                fetchFile(entry, file, fetch.of(file.name()));
            }
            store.gather(entry);
        } finally {
            DiskFiles.deleteFolder(store.work(entry.id()));
        }
        return store.installed(entry).orElseThrow(() -> new AlanException(
                "The files of %1$s changed while they were fetched; run alan:model-get %1$s again.", entry.id()));
    }

    /** Takes what a person has put into place. {@return what is missing then} */
    private List<FileEntry> adopt(Entry entry) throws IOException {
        Map<String, InstalledFile> record = store.record(entry.id());
        List<FileEntry> missing = new ArrayList<>();
        for (FileEntry file : entry.files()) {
            InstalledFile known = record.get(file.name());
            if ((known == null || !known.isRightFor(file)) && !adopt(entry.id(), file)) {
                missing.add(file);
            }
        }
        return missing;
    }

    private boolean adopt(String id, FileEntry file) throws IOException {
        Path place = store.place(id, file.name());
        if (!Files.isRegularFile(place)) {
            return false;
        }
        String sha256 = Sha256.of(place);
        if (!InstalledFile.fits(file, Files.size(place), sha256, InstalledFile.BY_HAND)) {
            LOG.warn("{} is not the file that the catalogue means (its SHA-256 is {}); it will be replaced", place, sha256);
            return false;
        }
        store.record(id, file.name(), new InstalledFile(place, Files.size(place), sha256, InstalledFile.BY_HAND));
        return true;
    }

    private void checkRoom(Entry entry, List<FileEntry> missing) throws AlanException, IOException {
        long needed = 0;
        for (FileEntry file : missing) {
            Path part = store.parts().resolve(file.checksum());
            boolean elsewhere = file.sources().stream().anyMatch(source -> !source.takesRoom());
            needed += elsewhere ? 0 : Math.max(0, file.bytes() - (Files.exists(part) ? Files.size(part) : 0));
        }
        checkRoom(entry.id(), needed);
    }

    /** Does nothing if there is room. @param id of the model @param needed bytes */
    void checkRoom(String id, long needed) throws AlanException, IOException {
        Files.createDirectories(store.folder());
        long free = surroundings.room().at(store.folder());
        if (needed > free) {
            throw new AlanException("There is not enough room for %s in %s: it needs %s and %s are free; make room, or set ALAN_DATA to a"
                    + " folder on another disk.", id, store.folder(), Words.size(needed), Words.size(free));
        }
    }

    private void fetchFile(Entry entry, FileEntry file, Fetch fetch) throws AlanException, IOException, InterruptedException {
        Source.Expected expected = new Source.Expected(file.bytes(), file.checksum());
        List<Text> failures = new ArrayList<>();
        // Another model may have the same file, and so the same partial download.
        try (Locks.Held ignored = store.lock("part-" + file.checksum())) {
            for (Source source : file.sources()) {
                try {
                    install(entry.id(), file.name(), source, get(source, fetch, expected));
                    Files.deleteIfExists(store.parts().resolve(file.checksum()));
                    return;
                } catch (SourceException e) {
                    LOG.info("{} from {}: {}", file.name(), source.label().english(), e.getMessage());
                    failures.add(Text.of("%s: %s", source.label(), e));
                }
            }
        }
        throw nowhere(entry, file, failures);
    }

    /** {@return the right file, got from a source} */
    private Source.Got get(Source source, Fetch fetch, Source.Expected common)
            throws SourceException, IOException, InterruptedException {
        Source.Expected expected = source.ownResult().orElse(common);
        Source.Got got = source.get(fetch, expected);
        String sha256 = sha256(got);
        if (!expected.fits(Files.size(got.path()), sha256) && got.resumed()) {
            // What was there before may have been the wrong beginning; from the start, the file may be right.
            Files.delete(got.path());
            got = source.get(fetch, expected);
            sha256 = sha256(got);
        }
        if (expected.fits(Files.size(got.path()), sha256)) {
            return new Source.Got(got.path(), got.inPlace(), sha256, got.resumed());
        }
        long bytes = Files.size(got.path());
        if (!got.inPlace()) {
            Files.delete(got.path());
        }
        throw new SourceException(expected.bytes() >= 0 && bytes != expected.bytes()
                ? Text.of("wrong size (%s bytes instead of %s)", bytes, expected.bytes())
                : Text.of("wrong checksum (SHA-256 %s)", sha256));
    }

    private static String sha256(Source.Got got) throws IOException {
        return got.sha256() == null ? Sha256.of(got.path()) : got.sha256();
    }

    /** Moves a file that was got and is right into place, and records it. The caller holds the model's lock. */
    void install(String id, String name, Source source, Source.Got got) throws IOException {
        Path place = got.path().toAbsolutePath();
        if (!got.inPlace()) {
            place = store.place(id, name);
            DiskFiles.moveIntoPlace(got.path(), place);
        }
        store.record(id, name, new InstalledFile(place, Files.size(place), got.sha256(), source.label().english()));
    }

    private AlanException nowhere(Entry entry, FileEntry file, List<Text> failures) {
        Text tried = failures.isEmpty() ? Text.of("the catalogue names no source") : Words.list(failures);
        if (!Sha256.looksLikeOne(file.checksum())) {
            return new AlanException("The file %s of %s could not be fetched (%s); to supply it by hand, put the file of %s bytes at %s and run"
                    + " alan:model-get %s again, or add a model of your own with alan:model-add.",
                    file.name(), entry.id(), tried, file.bytes(), store.place(entry.id(), file.name()), entry.id());
        }
        return new AlanException("The file %s of %s could not be fetched (%s); to supply it by hand, put the file of %s bytes with"
                + " SHA-256 %s at %s and run alan:model-get %s again, or add a model of your own with alan:model-add.",
                file.name(), entry.id(), tried, file.bytes(), file.checksum(), store.place(entry.id(), file.name()), entry.id());
    }

    AlanException unwritable(IOException failure) {
        return new AlanException("Models cannot be kept in %s (%s); make room or mend it, or set ALAN_DATA to another folder.",
                store.folder(), Words.why(failure), failure);
    }

    static AlanException interrupted(String id) {
        Thread.currentThread().interrupt();
        return new AlanException("Fetching %1$s was stopped; what has come is kept, and alan:model-get %1$s goes on from there.", id);
    }
}
