package alan.voices.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder beside the voices in which new ones are made, with a lock of its own, so that what belongs to nobody any more can be told from what somebody still
 * works on. Opened under the {@link StoreLock}, filled without it.
 */
public final class Staging implements AutoCloseable {
    private static final String LOCK = ".lock";
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
    /** Of this process. A lock of one's own must not be tried: see {@link StoreLock}. */
    private static final Set<Path> LIVING = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path lockFile;
    private final FileChannel lock;

    private Staging(Path folder, Path lockFile, FileChannel lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** {@return a new empty folder} @param voices their folder; the caller holds its lock */
    public static Staging open(Path voices) throws IOException {
        Path folder = voices.toAbsolutePath().normalize().resolve(Disk.NEW + UUID.randomUUID());
        Path lockFile = folder.resolveSibling(folder.getFileName() + LOCK);
        FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        LIVING.add(folder);
        Staging staging = new Staging(folder, lockFile, lock);
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            staging.close();
            throw e;
        }
        return staging;
    }

    /** {@return the folder} */
    public Path folder() {
        return folder;
    }

    /**
     * Moves a folder that was made here to its place: this is the moment in which a voice comes into being. The caller holds the voices' lock.
     *
     * @param made a folder in {@link #folder}; brought to the disk before
     * @param place nothing is there
     */
    public static void publish(Path made, Path place) throws IOException {
        Disk.syncAll(made);
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(place.getParent());
    }

    /** Deletes the folder with what is left in it. */
    @Override
    public void close() {
        try {
            Disk.delete(folder);
            lock.close();
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            // The next process that changes something tidies it up.
            LOG.warn("{} could not be deleted", folder, e);
        } finally {
            LIVING.remove(folder);
        }
    }

    /** Deletes what killed processes have left. The caller holds the voices' lock. @param voices their folder */
    public static void tidy(Path voices) {
        List<Path> leftovers;
        try (Stream<Path> all = Files.list(voices)) {
            leftovers = all.map(path -> path.toAbsolutePath().normalize()).filter(Staging::isLeftover).toList();
        } catch (IOException e) {
            LOG.warn("{} could not be tidied up", voices, e);
            return;
        }
        for (Path leftover : leftovers) {
            try {
                Disk.delete(leftover);
            } catch (IOException e) {
                LOG.warn("{} could not be deleted", leftover, e);
            }
        }
    }

    private static boolean isLeftover(Path path) {
        String name = path.getFileName().toString();
        if (name.startsWith(Disk.GONE)) {
            return true;
        }
        if (!name.startsWith(Disk.NEW)) {
            return false;
        }
        Path folder = name.endsWith(LOCK) ? path.resolveSibling(name.substring(0, name.length() - LOCK.length())) : path;
        return !LIVING.contains(folder) && isFree(folder.resolveSibling(folder.getFileName() + LOCK));
    }

    private static boolean isFree(Path lockFile) {
        if (!Files.exists(lockFile)) {
            // A single file is made under the voices' lock, which the caller has now.
            return true;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }
}
