package alan.voices.store;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock on all voices, between threads and between processes: one file, which a process that dies lets go. Whoever reads takes it as well, so that nobody
 * sees a voice's files from before and after a change. It is held for as long as small files take; what takes longer is prepared without it ({@link Staging}).
 */
public final class StoreLock {
    /** POSIX drops a process's lock when it closes any handle of that file, so within one process there is never a second handle. */
    private static final ConcurrentMap<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private static final long POLL_MS = 10;
    private static final long PATIENCE_S = 60;

    private final Path file;

    /** @param folder of the voices */
    public StoreLock(Path folder) {
        file = folder.toAbsolutePath().normalize().resolve(".lock");
    }

    /** The lock, until it is closed by the thread that took it. */
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for the lock.
     *
     * @return the lock; not for a thread that has it
     * @throws AlanException when it cannot be had within a minute, or the folder cannot be written
     */
    public Held hold() throws AlanException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        ReentrantLock inProcess = IN_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
        try {
            if (!inProcess.tryLock(PATIENCE_S, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            throw stopped(e);
        }
        boolean taken = false;
        try {
            FileChannel channel = open(deadline);
            taken = true;
            return () -> {
                close(channel);
                inProcess.unlock();
            };
        } catch (IOException e) {
            throw new AlanException("The folder %s cannot be written: %s", file.getParent(), Disk.why(e), e);
        } finally {
            if (!taken) {
                inProcess.unlock();
            }
        }
    }

    private FileChannel open(long deadline) throws IOException, AlanException {
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            while (tryLock(channel) == null) {
                if (System.nanoTime() > deadline) {
                    throw busy();
                }
                Thread.sleep(POLL_MS);
            }
            locked = true;
            return channel;
        } catch (InterruptedException e) {
            throw stopped(e);
        } finally {
            if (!locked) {
                close(channel);
            }
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This bundle, loaded a second time.
            return null;
        }
    }

    private AlanException busy() {
        return new AlanException("Another process has kept the voices in %s to itself for a minute; end it, or try again later.", file.getParent());
    }

    private static AlanException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AlanException("It was stopped while it waited for the voices.", e);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the handle; there is nothing to do about it here.
        }
    }
}
