package alan.voices.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/** Files that are whole or not there, on the disk itself and not only in its cache. */
public final class Disk {
    /** What is being made begins with this. */
    public static final String NEW = ".new-";

    /** What is being deleted begins with this. */
    static final String GONE = ".gone-";

    private Disk() {}

    /**
     * Puts a file in its place, in which there may be an older one.
     *
     * @param file its place
     * @param content of it
     * @param aside a folder on the same disk, in which it is made
     * @throws IOException when it cannot be; then the older one is still there
     */
    public static void replace(Path file, byte[] content, Path aside) throws IOException {
        Path made = aside.resolve(NEW + UUID.randomUUID());
        try {
            write(made, content);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(file.getParent());
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** Writes a new file, down to the disk. */
    public static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Has the disk remember which files a folder has. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (Files.isWritable(folder)) {
                // Windows opens no folder; there the file system does this by itself.
                return;
            }
            throw e;
        }
    }

    /** {@return a file's content} @param file no link @param most bytes that it may have @throws IOException when it is none, or longer */
    public static byte[] read(Path file, long most) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            throw new IOException(file + " is no file");
        }
        if (found.size() > most) {
            throw new IOException(file + " has " + found.size() + " bytes");
        }
        return Files.readAllBytes(file);
    }

    /** Deletes a file, or a folder with all that is in it. Links are deleted, not followed. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
