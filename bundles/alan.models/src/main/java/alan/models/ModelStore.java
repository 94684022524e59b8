package alan.models;

import alan.api.model.InstalledModel;
import alan.models.catalogue.Entry;
import alan.models.catalogue.Entry.FileEntry;
import alan.models.catalogue.Json;
import alan.models.io.DiskFiles;
import alan.models.io.Locks;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of models: {@code ID/FILE} for what is whole, {@code ID/installed.json} for what is known of it, {@code
 * .part/SHA256} for what has come of a file so far, {@code .part/ID.work/} for what lives as long as one fetch, {@code .lock/ID}
 * for whoever fetches.
 */
final class ModelStore {
    private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);
    private static final String RECORD = "installed.json";
    /** How the names of files begin that engines keep beside a model. */
    private static final String MADE = "alan-";

    private final Path folder;
    private final Locks locks;

    /** @param data folder for what Alan keeps */
    ModelStore(Path data) {
        this.folder = data.toAbsolutePath().normalize().resolve("models");
        this.locks = new Locks(folder.resolve(".lock"));
    }

    Path folder() {
        return folder;
    }

    Path parts() {
        return folder.resolve(".part");
    }

    Path work(String id) {
        return parts().resolve(id + ".work");
    }

    /** {@return where a file of a model lies when it is Alan's own} */
    Path place(String id, String file) {
        return folder.resolve(id).resolve(file);
    }

    /** Waits until nobody else has it. @param name a model's id, or a checksum */
    Locks.Held lock(String name) throws IOException, InterruptedException {
        return locks.hold(name);
    }

    /** {@return the model's files, if all are here} */
    Optional<InstalledModel> installed(Entry entry) {
        Map<String, InstalledFile> record = record(entry.id());
        Map<String, Path> files = new LinkedHashMap<>();
        for (FileEntry file : entry.files()) {
            InstalledFile found = record.get(file.name());
            if (found == null || !found.isRightFor(file)) {
                return Optional.empty();
            }
            files.put(file.name(), found.path());
        }
        return Optional.of(new InstalledModel(entry.model(), Map.copyOf(files)));
    }

    /** {@return what is recorded of a model's files, by name; nothing if there is no record or it cannot be read} */
    Map<String, InstalledFile> record(String id) {
        Path home = folder.resolve(id);
        Path file = home.resolve(RECORD);
        Map<String, InstalledFile> record = new TreeMap<>();
        if (!Files.isRegularFile(file)) {
            return record;
        }
        try {
            for (Map.Entry<String, Json> entry : Json.read(file).fields().entrySet()) {
                record.put(entry.getKey(), InstalledFile.read(home, entry.getValue()));
            }
            return record;
        } catch (IOException | Json.Wrong | InvalidPathException e) {
            LOG.warn("{} cannot be read ({}); the model's files will be checked anew", file, e.getMessage());
            return new TreeMap<>();
        }
    }

    /** Records a file that is here. The caller holds the model's lock. */
    void record(String id, String name, InstalledFile file) throws IOException {
        Map<String, InstalledFile> record = record(id);
        record.put(name, file);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (Map.Entry<String, InstalledFile> entry : record.entrySet()) {
                write(json, id, entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
        DiskFiles.write(folder.resolve(id).resolve(RECORD), text.append('\n').toString());
    }

    /**
     * Sees to it that an engine which opens a folder finds all files of a model in one. Where they lie apart, as when the Hub's cache had some and others
     * were downloaded, Alan's own folder gets a link to each that lies elsewhere; a copy, where the disk knows no links. The caller holds the model's lock.
     */
    void gather(Entry entry) throws IOException {
        Map<String, InstalledFile> record = record(entry.id());
        record.keySet().retainAll(entry.files().stream().map(FileEntry::name).toList());
        long folders = record.entrySet().stream().map(file -> file.getValue().folder(file.getKey())).distinct().count();
        if (folders < 2) {
            return;
        }
        for (Map.Entry<String, InstalledFile> file : record.entrySet()) {
            InstalledFile found = file.getValue();
            Path place = place(entry.id(), file.getKey());
            if (!found.path().equals(place)) {
                DiskFiles.link(place, found.path());
                record(entry.id(), file.getKey(), new InstalledFile(place, found.bytes(), found.sha256(), found.source()));
            }
        }
    }

    private void write(JsonGenerator json, String id, String name, InstalledFile file) throws IOException {
        Path home = folder.resolve(id);
        // Relative where it can be, so that the data folder can be moved.
        Path path = file.path().startsWith(home) ? home.relativize(file.path()) : file.path();
        json.writeObjectFieldStart(name);
        json.writeStringField("path", path.toString());
        json.writeNumberField("bytes", file.bytes());
        json.writeStringField("sha256", file.sha256());
        json.writeStringField("source", file.source());
        json.writeEndObject();
    }

    /**
     * Deletes a model's files that are Alan's own, finished or not. The caller holds the model's lock.
     *
     * @return bytes freed
     */
    long remove(String id, List<FileEntry> files) throws IOException {
        Path home = folder.resolve(id);
        // Without its record nothing counts as installed, even if the rest cannot be deleted.
        Files.deleteIfExists(home.resolve(RECORD));
        long freed = DiskFiles.size(work(id));
        DiskFiles.deleteFolder(work(id));
        for (FileEntry file : files) {
            freed += delete(place(id, file.name()), home);
            freed += delete(parts().resolve(file.checksum()), parts());
        }
        freed += deleteMade(home);
        deleteIfEmpty(home);
        return freed;
    }

    /** What an engine made of the model, beside it. */
    private static long deleteMade(Path home) throws IOException {
        long freed = 0;
        if (Files.isDirectory(home)) {
            try (DirectoryStream<Path> made = Files.newDirectoryStream(home, MADE + "*")) {
                for (Path file : made) {
                    freed += delete(file, home);
                }
            }
        }
        return freed;
    }

    private static long delete(Path file, Path within) throws IOException {
        long bytes = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        Files.deleteIfExists(file);
        for (Path parent = file.getParent(); !parent.equals(within); parent = parent.getParent()) {
            deleteIfEmpty(parent);
        }
        return bytes;
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            // A person has put it there, to keep the model on another disk.
            return;
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("{} holds something of somebody else's and stays", folder);
        }
    }
}
