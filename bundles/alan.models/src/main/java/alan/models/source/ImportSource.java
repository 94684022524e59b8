package alan.models.source;

import alan.api.AlanException;
import alan.api.model.ModelImport;
import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that is made from files of another format by a {@link ModelImport}.
 *
 * @param importer name of the import
 * @param from the files that it reads: source by name
 * @param bytes size of the result; {@link #ANY_SIZE} if not known
 * @param sha256 of the result; {@code null} if not known
 */
public record ImportSource(String importer, Map<String, Source> from, long bytes, String sha256) implements Source {
    /** Stands for a size that is not known. */
    public static final long ANY_SIZE = -1;

    /** Keeps the files as they are, in order. */
    public ImportSource {
        from = Collections.unmodifiableMap(new LinkedHashMap<>(from));
    }

    @Override
    public Text label() {
        return Text.of("import from %s", Source.together(from.values()));
    }

    @Override
    public List<Text> places() {
        return from.values().stream().flatMap(source -> source.places().stream()).toList();
    }

    @Override
    public Optional<Expected> ownResult() {
        return Optional.of(new Expected(bytes, sha256));
    }

    @Override
    public Got get(Fetch fetch, Expected expected) throws SourceException, IOException, InterruptedException {
        ModelImport found = fetch.imports().stream()
                .filter(candidate -> candidate.name().equals(importer))
                .findFirst()
                .orElseThrow(() -> new SourceException(Text.of(
                        "there is no import \"%s\" here; start its bundle", importer)));
        Path folder = fetch.newFolder("import");
        for (Map.Entry<String, Source> file : from.entrySet()) {
            gather(fetch.of(file.getKey()), file.getKey(), file.getValue(), folder);
        }
        Path result = fetch.newFolder("imported").resolve(Path.of(fetch.file()).getFileName());
        try {
            found.convert(folder, result, (file, source, done, total) -> fetch.report(Text.of("import"), done, total));
        } catch (AlanException e) {
            throw new SourceException(Text.of("the import %s says \"%s\"", importer, e), e);
        } catch (RuntimeException e) {
            throw new SourceException(Text.of("the import %s failed (%s)", importer, e.toString()), e);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return Got.madeAt(result);
    }

    private static void gather(Fetch fetch, String name, Source source, Path folder)
            throws SourceException, IOException, InterruptedException {
        Got got;
        try {
            got = source.get(fetch, null);
        } catch (SourceException e) {
            throw new SourceException(Text.of("%s: %s", name, e), e);
        }
        Path place = folder.resolve(name);
        Files.createDirectories(place.getParent());
        if (!got.inPlace()) {
            Files.move(got.path(), place);
            return;
        }
        try {
            Files.createSymbolicLink(place, got.path().toAbsolutePath());
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(got.path(), place);
        }
    }
}
