package alan.perform;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of a performance that are whole, beside its sound file: {@code 001.f32.wav} and so on, and a list of what each is the sound of. A file comes under
 * its name only when it is whole, and what does not belong to the list is removed before the list is replaced; so whatever was killed when, a file and the
 * list's line of its number belong together.
 */
final class WorkFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);
    private static final String ENDING = ".alan-work";
    private static final String LIST = "lines.txt";
    private static final String LOCK = "lock";
    private static final Pattern ENTRY = Pattern.compile("\\d{3,6} ([0-9a-f]{64}) ");
    private static final Pattern SOUND = Pattern.compile("(\\d{3,6})\\.f32\\.wav");

    private final Path folder;
    private final FileChannel channel;
    private final int whole;

    private WorkFolder(Path folder, FileChannel channel, int whole) {
        this.folder = folder;
        this.channel = channel;
        this.whole = whole;
    }

    /** {@return the folder of a sound file} */
    static Path of(Path out) {
        return out.resolveSibling(out.getFileName() + ENDING);
    }

    /**
     * What is there of an earlier run.
     *
     * @param kept how many of the first lines
     * @param changed whether the lines after them were others
     */
    record Found(int kept, boolean changed) {}

    /** {@return what an earlier run left that can be used} @param takes of the performance */
    static Found look(Path folder, List<Take> takes) throws AlanException {
        try {
            List<String> keys = keys(folder);
            int same = 0;
            while (same < Math.min(keys.size(), takes.size()) && keys.get(same).equals(takes.get(same).key())) {
                same++;
            }
            int kept = 0;
            while (kept < same && Files.isRegularFile(file(folder, kept))) {
                kept++;
            }
            return new Found(kept, !keys.isEmpty() && (same < keys.size() || same < takes.size()));
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private static List<String> keys(Path folder) throws IOException {
        List<String> keys = new ArrayList<>();
        Path list = folder.resolve(LIST);
        if (Files.isRegularFile(list)) {
            for (String line : Files.readAllLines(list)) {
                Matcher entry = ENTRY.matcher(line);
                keys.add(entry.lookingAt() ? entry.group(1) : "");
            }
        }
        return keys;
    }

    /**
     * Takes the folder, makes it if there is none, and removes what is of another performance.
     *
     * @param takes of the performance
     * @param kept how many lines stay, if no other run has changed them meanwhile
     * @throws AlanException when another run has it, or it cannot be written
     */
    static WorkFolder open(Path folder, List<Take> takes, int kept) throws AlanException {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                throw new AlanException("Another run is just making this performance (in %s); wait until it has ended.", folder);
            }
            WorkFolder work = new WorkFolder(folder, channel, Math.min(kept, look(folder, takes).kept()));
            work.removeSounds(work.whole());
            work.write(takes);
            return work;
        } catch (IOException e) {
            closeQuietly(channel);
            throw failure(folder, e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("this process has it itself", e);
            return null;
        }
    }

    private void removeSounds(int kept) throws IOException {
        for (Path file : list()) {
            Matcher sound = SOUND.matcher(file.getFileName().toString());
            if (sound.matches() && Integer.parseInt(sound.group(1)) > kept) {
                Files.delete(file);
            }
        }
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private void write(List<Take> takes) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Take take : takes) {
            lines.add(String.format("%03d %s [%s] %s", lines.size() + 1, take.key(), take.role().name(), take.line().text()));
        }
        Path aside = folder.resolve(LIST + ".part");
        Files.write(aside, lines);
        Files.move(aside, folder.resolve(LIST), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** {@return how many of the first lines were whole when the folder was opened} */
    int whole() {
        return whole;
    }

    /** {@return the sound file of a line} @param index from 0 */
    Path file(int index) {
        return file(folder, index);
    }

    private static Path file(Path folder, int index) {
        return folder.resolve(String.format("%03d.f32.wav", index + 1));
    }

    /** Removes it; whatever is not of a performance stays, and the folder then, too. */
    void remove() throws AlanException {
        try {
            removeSounds(0);
            Files.deleteIfExists(folder.resolve(LIST));
            close();
            Files.deleteIfExists(folder.resolve(LOCK));
            for (Path left : list()) {
                // What a killed run had begun to write.
                if (left.getFileName().toString().matches("(?:\\.alan-.*|lines\\.txt)\\.part")) {
                    Files.delete(left);
                }
            }
            if (list().isEmpty()) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** Lets others have it. Does nothing the second time. */
    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("the lock goes with the process", e);
        }
    }

    private static AlanException failure(Path folder, IOException e) {
        return new AlanException("The folder %s, in which the lines of a performance are kept, cannot be read or written; check its permissions.",
                folder, e);
    }
}
