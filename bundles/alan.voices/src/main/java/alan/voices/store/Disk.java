package alan.voices.store;

import alan.api.text.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

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
            sync(made);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(file.getParent());
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** Writes a new file, which {@link #sync} has yet to bring to the disk. */
    public static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Has the disk remember a file's content, or which files a folder has. */
    public static void sync(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        try (FileChannel channel = FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            if (folder && Files.isWritable(path)) {
                // Windows opens no folder; there the file system does this by itself.
                return;
            }
            throw e;
        }
    }

    /** Has the disk remember a folder with all that is in it. Once all of it is written: then most of the work is done for the first file. */
    public static void syncAll(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : all) {
            sync(path);
        }
    }

    /** {@return what went wrong, without the path, which the sentence has} @param problem of the file system's */
    public static Object why(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return Text.of("it is not there");
        }
        if (problem instanceof ClosedByInterruptException) {
            return Text.of("it was stopped");
        }
        if (problem instanceof AccessDeniedException) {
            return Text.of("its rights do not allow it");
        }
        if (problem instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    /** {@return a path for people to read} Of what was unpacked, the part that stands in the archive. @param path any */
    static String shown(Path path) {
        for (int i = 0; i + 2 < path.getNameCount(); i++) {
            if (path.getName(i).toString().startsWith(NEW)) {
                return path.subpath(i + 2, path.getNameCount()).toString();
            }
        }
        return path.toString();
    }

    /** {@return a file's content} @param file no link @param most bytes that it may have @throws IOException when it is none, or longer */
    public static byte[] read(Path file, long most) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            throw new IOException("no file");
        }
        if (found.size() > most) {
            throw new IOException(found.size() + " bytes");
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
