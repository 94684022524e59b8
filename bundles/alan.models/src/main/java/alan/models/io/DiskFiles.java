package alan.models.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/** What {@link Files} lacks: moving into place, sizes and deletion of folders, words for what went wrong. */
public final class DiskFiles {
    private DiskFiles() {}

    /**
     * Moves a finished file to its place: whole or not at all, whatever happens.
     *
     * @param from the file; gone afterwards
     * @param to its place, replaced if there is one
     * @throws IOException when it cannot be moved
     */
    public static void moveIntoPlace(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        sync(from);
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            // The place lies on another file system (the model's folder is a link): copy beside it first.
            Path beside = to.resolveSibling("." + to.getFileName() + ".tmp");
            try {
                Files.copy(from, beside, StandardCopyOption.REPLACE_EXISTING);
                sync(beside);
                Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
            Files.delete(from);
        }
    }

    /**
     * Makes a file appear at a second place: as a link, or as a copy where the disk knows no links.
     *
     * @param place where it is to be; what is there is replaced
     * @param file that stays where it is
     * @throws IOException when neither can be made
     */
    public static void link(Path place, Path file) throws IOException {
        Files.createDirectories(place.getParent());
        Path beside = place.resolveSibling("." + place.getFileName() + ".tmp");
        Files.deleteIfExists(beside);
        try {
            Files.createSymbolicLink(beside, file.toAbsolutePath());
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, beside);
        }
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Writes a small file: whole or not at all.
     *
     * @param file its place
     * @param text in UTF-8
     * @throws IOException when it cannot be written
     */
    public static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        // Not Files.createTempFile: what that makes, other users of the machine could not read.
        Path beside = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.writeString(beside, text);
            moveIntoPlace(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** {@return the bytes of all files under a folder; 0 if there is none} @param folder any */
    public static long size(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(DiskFiles::sizeOfOne).sum();
        } catch (IOException | UncheckedIOException e) {
            // Files come and go while a download runs; the next look gets it right.
            return 0;
        }
    }

    private static long sizeOfOne(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile() ? found.size() : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Deletes a folder and all that is in it. Links are deleted, not followed.
     *
     * @param folder may be missing
     * @throws IOException when something in it cannot be deleted
     */
    public static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
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
