package alan.testing;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import alan.api.model.Models;
import alan.models.Catalogue;
import alan.models.ctranslate2.WhisperImport;
import alan.models.torch.TorchImport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Models for tests, by the way that a user's come: the product's catalogue and data folder. */
public final class TestModels {
    private static final Path CATALOGUE = Path.of("config", "models.json");

    private TestModels() {}

    /**
     * {@return a model of the catalogue} It is fetched when it is missing, which is printed now and then; the data folder
     * keeps it for the next time.
     *
     * @param id as in {@code config/models.json}
     * @throws AlanException when there is no such model, or no source has it
     */
    public static InstalledModel fetch(String id) throws AlanException {
        return catalogue().fetch(id, printing(id));
    }

    /** {@return the folder that the models are kept in, under {@code models/}: the user's} */
    public static Path dataFolder() {
        return Catalogue.defaultDataFolder();
    }

    /** {@return the product's catalogue, on the user's data folder} */
    public static Models catalogue() {
        Path file = catalogueFile(Path.of("").toAbsolutePath());
        return new Catalogue(file, Catalogue.defaultDataFolder(), List.of(new WhisperImport(), new TorchImport()));
    }

    /**
     * {@return the catalogue of the project that a folder lies in} @param start the folder; Maven runs tests in their
     * module's
     */
    static Path catalogueFile(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(CATALOGUE);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new IllegalStateException("No " + CATALOGUE + " in " + start + " or above it; run the tests inside the project.");
    }

    /** Prints a line a file at its beginning and at every tenth of it. */
    static Models.Progress printing(String id) {
        return new Models.Progress() {
            private String file;
            private long tenth;

            @Override
            public synchronized void at(String name, String source, long done, long total) {
                long now = total > 0 ? 10 * done / total : 0;
                if (!name.equals(file) || now > tenth) {
                    file = name;
                    tenth = now;
                    System.out.printf("%s: %s from %s, %,d of %,d bytes%n", id, name, source, done, total);
                }
            }
        };
    }
}
