package alan.llm.llama;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What was measured, kept in a properties file: {@code MODEL-CPUS=THREADS,BATCHTHREADS}. It is a cache: what cannot be read is
 * measured again, and
 * what cannot be written is measured again next time.
 */
final class ThreadStore {
    private final Path file;

    /** @param file need not exist */
    ThreadStore(Path file) {
        this.file = file;
    }

    /** {@return what was measured} @param key of model and machine */
    Optional<ThreadChoice> get(String key) {
        String[] numbers = load().getProperty(key, "").split(",");
        try {
            int threads = Integer.parseInt(numbers[0].strip());
            int batchThreads = Integer.parseInt(numbers[1].strip());
            return threads < 1 || batchThreads < 1 ? Optional.empty() : Optional.of(new ThreadChoice(threads, batchThreads));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notMeasured) {
            return Optional.empty();
        }
    }

    /**
     * Keeps what was measured.
     *
     * @param key of model and machine
     * @param choice what to keep
     * @throws IOException when it cannot be written; the file is then as before
     */
    void put(String key, ThreadChoice choice) throws IOException {
        Properties all = load();
        all.setProperty(key, choice.threads() + "," + choice.batchThreads());
        Files.createDirectories(file.getParent());
        Path aside = Files.createTempFile(file.getParent(), ".threads-", ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(aside)) {
                all.store(out, "Measured by alan.llm.llama: threads that generate, threads that read. Delete a line to have"
                        + " it measured again.");
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private Properties load() {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException none) {
            properties.clear();
        }
        return properties;
    }
}
