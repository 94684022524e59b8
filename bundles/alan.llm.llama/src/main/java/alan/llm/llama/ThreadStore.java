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
 * What was measured, kept in a properties file: {@code MODEL-CPUS=THREADS,BATCHTHREADS}, and {@code ,busy} after it if the machine had other
 * work meanwhile. It is a cache: what cannot be read is measured again, and what cannot be written is measured again next time.
 */
final class ThreadStore {
    private static final String BUSY = "busy";

    private final Path file;

    /**
     * What was measured.
     *
     * @param choice that was made
     * @param busy whether the machine had other work meanwhile
     */
    record Entry(ThreadChoice choice, boolean busy) {}

    /** @param file need not exist */
    ThreadStore(Path file) {
        this.file = file;
    }

    /** {@return what was measured} @param key of model and machine */
    Optional<Entry> get(String key) {
        String[] numbers = load().getProperty(key, "").split(",");
        try {
            int threads = Integer.parseInt(numbers[0].strip());
            int batchThreads = Integer.parseInt(numbers[1].strip());
            boolean busy = numbers.length > 2 && numbers[2].strip().equals(BUSY);
            return threads < 1 || batchThreads < 1 ? Optional.empty() : Optional.of(new Entry(new ThreadChoice(threads, batchThreads), busy));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notMeasured) {
            return Optional.empty();
        }
    }

    /**
     * Keeps what was measured.
     *
     * @param key of model and machine
     * @param entry what to keep
     * @throws IOException when it cannot be written; the file is then as before
     */
    void put(String key, Entry entry) throws IOException {
        Properties all = load();
        all.setProperty(key, entry.choice().threads() + "," + entry.choice().batchThreads() + (entry.busy() ? "," + BUSY : ""));
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
