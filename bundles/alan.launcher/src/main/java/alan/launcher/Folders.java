package alan.launcher;

import alan.api.text.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Where this process keeps its things.
 *
 * <p>Each process has a folder of its own under {@code data/run/}, with the framework's storage and temporary files, and holds a lock in it for as long as it lives. What
 * a killed process left is recognised by its free lock and removed by the next one, so nothing piles up.
 *
 * @param home the distribution
 * @param config configuration
 * @param data models, caches, logs
 * @param run this process's own
 */
record Folders(Path home, Path config, Path data, Path run) {
    private static final String LOCK = "lock";
    /** What the lock is called until it is held. */
    private static final String NEW_LOCK = "lock.new";
    private static final String CATALOGUE = "models.json";
    private static final String UNPACKED = "cache/djl";
    private static final long MEGABYTE = 1_000_000;
    /** The framework's storage, measured: 13 MB with the engines' bundles. */
    private static final long ROOM = 20 * MEGABYTE;
    /** A folder without a lock may be another process that is just starting. */
    private static final Duration YOUNG = Duration.ofMinutes(10);
    /** A channel that is collected gives its lock up, so these are held for as long as the process lives. */
    private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

    /**
     * Makes the folders that are missing. A new configuration begins as the distribution's.
     *
     * @throws StartFailed when there is no room for what a process needs, or a folder cannot be read by its name
     */
    void create() throws IOException, StartFailed {
        checkNames();
        Files.createDirectories(data);
        FileStore disk = Files.getFileStore(data);
        // A file system that does not know says 0 of everything.
        if (disk.getTotalSpace() > 0 && disk.getUsableSpace() < ROOM) {
            throw new StartFailed(Text.of("The disk of the data folder %s is full: Alan needs %d MB there to start."
                    + " Make room, or choose another folder with --data DIR or ALAN_DATA.", data, ROOM / MEGABYTE));
        }
        for (String name : List.of("models", "cache", "log", "run")) {
            Files.createDirectories(data.resolve(name));
        }
        Files.createDirectories(run.resolve("tmp"));
        Files.createDirectories(config);
        if (!Files.exists(config.resolve(CATALOGUE)) && Files.exists(home.resolve("config"))) {
            copyConfig();
        }
    }

    /** FileInstall splits its list of folders at commas, and knows no way around that. */
    private void checkNames() throws StartFailed {
        if (home.toString().contains(",")) {
            throw new StartFailed(Text.of("Alan lies in %s, and cannot work in a folder with a comma in its path: move it to one without.", home));
        }
        if (config.toString().contains(",")) {
            throw new StartFailed(Text.of("The configuration folder %s has a comma in its path, so it cannot be read."
                    + " Choose another folder with --config DIR or ALAN_CONFIG.", config));
        }
    }

    private void copyConfig() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("config"))) {
            // The catalogue last: where it is, the rest is, too.
            for (Path file : files.sorted(Comparator.comparing(file -> file.endsWith(CATALOGUE))).toList()) {
                Path copy = config.resolve(file.getFileName());
                if (!Files.exists(copy)) {
                    copy(file, copy);
                }
            }
        }
    }

    /** Copies a file whole or not at all, while other processes may do the same. */
    private static void copy(Path file, Path to) throws IOException {
        Path aside = null;
        try {
            aside = Files.createTempFile(to.getParent(), ".", ".new");
            Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
            // Within a folder this is one step. It is not told to be atomic, as it would then replace what is there.
            Files.move(aside, to);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster.
        } catch (FileSystemException e) {
            // The name of the file aside means nothing to anybody.
            throw (IOException) new FileSystemException(to.toString(), null, e.getReason()).initCause(e);
        } finally {
            if (aside != null) {
                Files.deleteIfExists(aside);
            }
        }
    }

    /**
     * Takes this process's lock and removes what dead processes left behind. The lock gets its name when it is held already: others take a free one
     * for that of a dead process.
     *
     * @throws StartFailed when the folder is that of another process
     */
    void claim() throws IOException, StartFailed {
        Path fresh = run.resolve(NEW_LOCK);
        if (isClaimed(run) || !lock(fresh)) {
            throw new StartFailed(Text.of("The folder %s belongs to another process of Alan. Start Alan once more.", run));
        }
        Files.move(fresh, run.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> others = Files.list(run.getParent())) {
            others.filter(other -> !other.equals(run)).filter(Folders::isAbandoned).forEach(Folders::deleteQuietly);
        }
    }

    /**
     * Removes native code that an earlier version unpacked into the data folder, where it took 445 MB of each, when it lies elsewhere now. Whoever has
     * loaded it keeps it.
     *
     * @param cache where it lies now; {@code null} if nobody says
     */
    void forgetUnpacked(String cache) throws IOException {
        Path before = data.resolve(UNPACKED);
        if (cache == null || !Files.isDirectory(before) || before.equals(Path.of(cache).toAbsolutePath().normalize())) {
            return;
        }
        Path now = Path.of(cache);
        if (!Files.exists(now) || !Files.isSameFile(before, now)) {
            deleteQuietly(before);
        }
    }

    /** {@return whether a process, dead or alive, has claimed a folder} @param folder of a process */
    static boolean isClaimed(Path folder) {
        return Files.exists(folder.resolve(LOCK));
    }

    /** {@return whether the lock was free; it is then held until this process ends} */
    static boolean lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                HELD.add(channel);
                return true;
            }
        } catch (OverlappingFileLockException e) {
            // This very process holds it.
        }
        channel.close();
        return false;
    }

    private static boolean isAbandoned(Path folder) {
        Path lock = folder.resolve(LOCK);
        try {
            if (!isClaimed(folder)) {
                return Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(YOUNG));
            }
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                return free != null;
            }
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException | UncheckedIOException e) {
            // Another process removes it at the same time, or may; there is no harm in what stays.
        }
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
