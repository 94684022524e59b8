package alan.watermark;

import alan.api.watermark.Provenance.Source;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * A file of {@link RegisterLine}s that only grows. Who adds to it holds a lock on it, so several processes may. A line that a killed process left
 * half-written is ended by the next one, and never read: its sound was not spoken.
 */
final class RegisterFile {
    private static final String NAME = "register.tsv";

    /** A file lock holds between processes only; this one holds within. */
    private static final Object WITHIN = new Object();

    private final Path folder;
    private final Path file;

    /** Up to where lines were read for {@link #last}. */
    private long read;

    private int last = -1;

    RegisterFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
    }

    /** {@return where it is} */
    Path path() {
        return file;
    }

    /**
     * Adds a line, and does not return before it is on the disk. The same work from the same source is not added twice in a row.
     *
     * @param number of the line, by the last number of a sound of its own (-1 if there is none)
     * @param works numbers from here on are works', not counted
     * @param source to be written
     * @param work to be written; {@code null} for none
     * @return its number
     * @throws IOException when that fails
     */
    int add(IntUnaryOperator number, int works, Source source, String work) throws IOException {
        synchronized (WITHIN) {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder, owned("rwx------"));
            }
            Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try (FileChannel channel = FileChannel.open(file, options, owned("rw-------"));
                    FileLock lock = channel.lock()) {
                if (channel.size() < read) { // somebody began it anew
                    read = 0;
                    last = -1;
                }
                read = lines(channel, read, line -> last = line.serial() < works ? line.serial() : last);
                RegisterLine line = new RegisterLine(number.applyAsInt(last), source, work);
                if (work == null || newest(channel, line.serial()).filter(line::isLike).isEmpty()) {
                    append(channel, line);
                }
                return line.serial();
            }
        }
    }

    private static void append(FileChannel channel, RegisterLine line) throws IOException {
        long end = channel.size();
        String text = isLineEnd(channel, end) ? line.text() : "\n" + line.text();
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        for (long at = end; bytes.hasRemaining();) {
            at += channel.write(bytes, at);
        }
        channel.force(true);
    }

    private static boolean isLineEnd(FileChannel channel, long end) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return end == 0 || channel.read(one, end - 1) == 1 && one.get(0) == '\n';
    }

    /** {@return the last line of a number} @throws IOException when the file cannot be read */
    Optional<RegisterLine> newest(int serial) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        // Within too: where locks are POSIX's, the closing of any channel of a file gives up all that the process holds on it.
        synchronized (WITHIN) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return newest(channel, serial);
            }
        }
    }

    private static Optional<RegisterLine> newest(FileChannel channel, int serial) throws IOException {
        RegisterLine[] newest = {null};
        lines(channel, 0, line -> newest[0] = line.serial() == serial ? line : newest[0]);
        return Optional.ofNullable(newest[0]);
    }

    /** Reads whole lines, and returns where the last one ends. */
    private static long lines(FileChannel channel, long from, Consumer<RegisterLine> reader) throws IOException {
        channel.position(from);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16); // not closed: the channel is the caller's
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long at = from;
        long end = from;
        for (int b = in.read(); b >= 0; b = in.read()) {
            at++;
            if (b == '\n') {
                RegisterLine.read(line.toString(StandardCharsets.UTF_8)).ifPresent(reader);
                line.reset();
                end = at;
            } else {
                line.write(b);
            }
        }
        return end;
    }

    /** {@return the attribute that lets nobody else in, where there is such a thing} */
    private static FileAttribute<?>[] owned(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
