package alan.models.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks by name that hold between threads and between processes. Within a process a {@link ReentrantLock}, between processes a
 * lock on a file; a process that dies leaves none behind. The empty files stay: deleting one while another process opens it would
 * give two owners.
 */
public final class Locks {
    private static final ConcurrentMap<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();
    private static final long POLL_MS = 100;

    private final Path folder;

    /** @param folder for the lock files; made when needed */
    public Locks(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** A lock that is held until it is closed, by the thread that took it. */
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for a lock.
     *
     * @param name a plain file name
     * @return the lock; not reentrant
     * @throws IOException when the lock file cannot be made
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public Held hold(String name) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name);
        ReentrantLock inProcess = IN_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
        inProcess.lockInterruptibly();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (tryLock(channel) == null) {
                Thread.sleep(POLL_MS);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            close(channel);
            inProcess.unlock();
            throw e;
        }
        FileChannel held = channel;
        return () -> {
            close(held);
            inProcess.unlock();
        };
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another copy of this class in the same Java (a second class loader) has it.
            return null;
        }
    }

    private static void close(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock goes with the channel; there is nothing to do about it here.
            }
        }
    }
}
