package alan.models;

import alan.api.AlanException;
import alan.api.model.ModelAddition;
import alan.api.model.ModelImport;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.models.catalogue.Entry;
import alan.models.catalogue.Entry.FileEntry;
import alan.models.catalogue.Names;
import alan.models.io.DiskFiles;
import alan.models.io.Sha256;
import alan.models.io.Words;
import alan.models.source.Fetch;
import alan.models.source.ImportSource;
import alan.models.source.PathSource;
import alan.models.source.Source;
import alan.models.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Installs a model of the user's own: a local file or a folder that an engine opens as it is (used in place), a local folder of a foreign format
 * (converted), or a file of the Hub (fetched).
 */
final class ModelAdder {
    private static final String HUB = "hub:";

    private final ModelStore store;
    private final Fetcher fetcher;
    private final List<ModelImport> imports;
    private final Path home;

    ModelAdder(ModelStore store, Fetcher fetcher, List<ModelImport> imports, Path home) {
        this.store = store;
        this.fetcher = fetcher;
        this.imports = imports;
        this.home = home;
    }

    /** Does nothing for what can stand in a catalogue. */
    void check(ModelAddition addition) throws AlanException {
        String id = addition.id();
        if (id == null || !Names.isId(id)) {
            throw new AlanException("A model's id is made of up to 64 lower-case letters, digits, dots and dashes; \"%s\" is not.",
                    Words.shown(String.valueOf(id)));
        }
        if (addition.source() == null || addition.source().isBlank()) {
            throw new AlanException("Name what to add: a local file or folder, or hub:OWNER/NAME/FILE.");
        }
        if (addition.engine() != null && !Names.isWord(addition.engine())) {
            throw new AlanException("An engine's name is made of lower-case letters, digits and dashes; \"%s\" is not.",
                    Words.shown(addition.engine()));
        }
        for (String language : addition.languages() == null ? Set.<String>of() : addition.languages()) {
            if (!Names.isLanguage(language)) {
                throw new AlanException("A language is an ISO 639 code such as en; \"%s\" is not.", Words.shown(language));
            }
        }
    }

    /**
     * Installs the model, and leaves it to the caller to put it into the catalogue. The caller holds the model's lock.
     *
     * @return the model's entry; its files are here
     */
    Entry install(ModelAddition addition, Models.Progress progress) throws AlanException, IOException, InterruptedException {
        Fetch fetch = fetcher.begin(addition.id(), progress);
        try {
            if (addition.source().startsWith(HUB)) {
                return new HubAddition(addition, fetch, fetcher, store).install();
            }
            Path source = local(addition.source());
            return Files.isDirectory(source) ? folder(addition, source, fetch) : file(addition, source, fetch);
        } catch (SourceException e) {
            throw new AlanException("The model %s cannot be added from %s: %s.", addition.id(), addition.source(), e, e);
        } finally {
            DiskFiles.deleteFolder(store.work(addition.id()));
        }
    }

    private Path local(String source) throws AlanException {
        try {
            Path path = Path.of(source.startsWith("~/") ? home + source.substring(1) : source).toAbsolutePath().normalize();
            if (Files.isReadable(path)) {
                return path;
            }
            if (Files.exists(path)) {
                throw new AlanException("The file %s may not be read; change its permissions.", path);
            }
            throw Files.isSymbolicLink(path)
                    ? new AlanException("The link %s leads nowhere; name a file or a folder that is there.", path)
                    : new AlanException("There is no file or folder %s; name one, or a file of the Hub as hub:OWNER/NAME/FILE.", path);
        } catch (InvalidPathException e) {
            throw new AlanException("\"%s\" cannot be a file's path.", Words.shown(source), e);
        }
    }

    private Entry file(ModelAddition addition, Path file, Fetch fetch) throws AlanException, IOException, SourceException {
        if (!Files.isRegularFile(file)) {
            throw new AlanException("%s is neither a file nor a folder; name one.", file);
        }
        if (Files.size(file) == 0) {
            throw new SourceException(Text.of("the file is empty"));
        }
        Optional<Format> format = Format.ofContent(file);
        List<Path> files = new ArrayList<>(List.of(file));
        if (format.equals(Optional.of(Format.PIPER))) {
            files.add(Path.of(file + Format.PIPER_SETTINGS));
        }
        Map<String, Path> byName = new LinkedHashMap<>();
        files.forEach(each -> byName.put(each.getFileName().toString(), each));
        return inPlace(Description.of(addition, file, format), byName, fetch);
    }

    private Entry inPlace(Description description, Map<String, Path> files, Fetch fetch) throws AlanException, IOException {
        List<FileEntry> entries = new ArrayList<>();
        List<Source.Got> got = new ArrayList<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            String name = file.getKey();
            Path each = file.getValue();
            if (!Names.isFile(name)) {
                throw new AlanException("A model's file cannot be called \"%s\"; rename it.", Words.shown(name));
            }
            long bytes = Files.size(each);
            String sha256 = Sha256.of(each, done -> fetch.of(name).report(Text.of("file"), done, bytes));
            entries.add(new FileEntry(name, bytes, sha256, List.of(new PathSource(each))));
            got.add(new Source.Got(each, true, sha256, false));
        }
        return install(description.entry(entries), got);
    }

    private Entry folder(ModelAddition addition, Path folder, Fetch fetch)
            throws AlanException, IOException, SourceException, InterruptedException {
        for (ModelImport candidate : imports) {
            String name = candidate.accepts(folder);
            if (name != null) {
                return converted(addition, folder, candidate, name, fetch);
            }
        }
        Optional<Format> format = ModelFolder.format(folder);
        if (format.isPresent()) {
            if (addition.languages() == null || addition.languages().isEmpty()) {
                throw new AlanException("Say what the voice speaks, with --languages en or --languages es,en: the files in %s do not tell.", folder);
            }
            return inPlace(Description.of(addition, folder, format), ModelFolder.files(folder), fetch);
        }
        String known = imports.stream().map(ModelImport::name).collect(Collectors.joining(", "));
        throw known.isEmpty()
                ? new AlanException("The folder %s cannot be imported, for no import is installed; name a model file instead.", folder)
                : new AlanException("The folder %s is of no format that Alan can import (%s), or lacks files of it; name a model file"
                        + " instead.", folder, known);
    }

    private Entry converted(ModelAddition addition, Path folder, ModelImport by, String name, Fetch fetch)
            throws AlanException, IOException, SourceException, InterruptedException {
        ImportSource from = new ImportSource(by.name(), files(folder), ImportSource.ANY_SIZE, null);
        Source.Got made = from.get(fetch.of(name), null);
        long bytes = Files.size(made.path());
        String sha256 = Sha256.of(made.path());
        Description description = Description.of(addition, made.path(), Format.ofContent(made.path()));
        ImportSource source = new ImportSource(by.name(), from.from(), bytes, sha256);
        Entry entry = description.entry(List.of(new FileEntry(name, bytes, sha256, List.of(source))));
        return install(entry, List.of(new Source.Got(made.path(), false, sha256, false)));
    }

    private static Map<String, Source> files(Path folder) throws IOException {
        Map<String, Source> files = new LinkedHashMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.filter(Files::isRegularFile).sorted().forEach(file -> {
                String name = file.getFileName().toString();
                if (Names.isFile(name)) {
                    files.put(name, new PathSource(file));
                }
            });
        }
        return files;
    }

    /** Puts the files where they belong: all of them, or none. */
    private Entry install(Entry entry, List<Source.Got> got) throws IOException {
        try {
            for (int i = 0; i < got.size(); i++) {
                FileEntry file = entry.files().get(i);
                fetcher.install(entry.id(), file.name(), file.sources().get(0), got.get(i));
            }
            return entry;
        } catch (IOException e) {
            store.remove(entry.id(), entry.files());
            throw e;
        }
    }
}
