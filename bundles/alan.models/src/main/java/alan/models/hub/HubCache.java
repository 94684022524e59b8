package alan.models.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Hub's cache on disk, as {@code huggingface_hub} and everything built on it keeps it: {@code
 * models--OWNER--NAME/refs/REVISION} holds a commit,
 * {@code snapshots/COMMIT/FILE} is the file, mostly a link into {@code blobs/}. Alan reads it and never writes to it.
 */
public final class HubCache {
    private static final Pattern COMMIT = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final int LONGEST_REFERENCE = 1000;

    private final HubSettings settings;

    /** @param settings that say where it is */
    public HubCache(HubSettings settings) {
        this.settings = settings;
    }

    /**
     * A file that is in the cache.
     *
     * @param path its path in the snapshot
     * @param commit of the snapshot
     */
    public record Cached(Path path, String commit) {}

    /**
     * {@return a file, if the cache has it}
     *
     * @param repository {@code owner/name}
     * @param revision branch, tag or commit
     * @param file path in the repository
     */
    public Optional<Cached> find(String repository, String revision, String file) {
        try {
            Path folder = settings.cache().resolve("models--" + repository.replace("/", "--"));
            Path reference = folder.resolve("refs").resolve(revision);
            String commit = revision;
            if (Files.isRegularFile(reference) && Files.size(reference) < LONGEST_REFERENCE) {
                commit = Files.readString(reference).strip();
            }
            if (!COMMIT.matcher(commit).matches()) {
                return Optional.empty();
            }
            Path path = folder.resolve("snapshots").resolve(commit).resolve(file).toAbsolutePath();
            return Files.isRegularFile(path) ? Optional.of(new Cached(path, commit)) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            // A cache that cannot be read is as good as none.
            return Optional.empty();
        }
    }
}
