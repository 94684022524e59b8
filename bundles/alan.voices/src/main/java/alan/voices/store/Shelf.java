package alan.voices.store;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder in which the voices' folders are. A name is never made a path: a voice is one of the folders that are there, or there is none. */
public final class Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    private final Path folder;
    private final StoreLock lock;

    /** @param folder of the voices; made when it is needed */
    public Shelf(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.lock = new StoreLock(this.folder);
    }

    /** {@return the folder} */
    public Path folder() {
        return folder;
    }

    /** {@return the lock on all of it, without which nothing below may be called} What killed processes have left is gone then. */
    public StoreLock.Held hold() throws AlanException {
        StoreLock.Held held = lock.hold();
        try {
            Staging.tidy(folder);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
        return held;
    }

    /** {@return the names of the voices, in order, whether they can be read or not} */
    public List<String> names() throws AlanException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw new AlanException("The folder %s cannot be read: %s", folder, Disk.why(e), e);
        }
    }

    /** {@return a voice's folder} @param name as somebody wrote it @throws AlanException when there is none */
    public Path place(String name) throws AlanException {
        String wanted = Normalizer.normalize(String.valueOf(name), Normalizer.Form.NFC);
        return names().stream().filter(each -> Names.clash(each, wanted)).findFirst().map(folder::resolve)
                .orElseThrow(() -> new AlanException("There is no voice %s here; alan:voices lists those that are.", wanted));
    }

    /** {@return a voice} @param name as somebody wrote it @throws AlanException when there is none, or it cannot be read */
    public VoiceFolder read(String name) throws AlanException {
        Path place = place(name);
        return VoiceFolder.read(place, place.getFileName().toString());
    }

    /** {@return a name as it is kept} @param name for a new voice @throws AlanException when it will not do or is taken */
    public String free(String name) throws AlanException {
        String kept = Names.check(name);
        for (String each : names()) {
            if (Names.clash(each, kept)) {
                throw new AlanException("There is a voice %s already; choose another name, or remove it with alan:voice-remove %s.", each, each);
            }
        }
        return kept;
    }

    /**
     * {@return a place to make new voices in} Not to be called with the lock.
     *
     * @param name that one of them is to have, so that a wrong one is told before the work; {@code null} if it is not known
     */
    public Staging stage(String name) throws AlanException, IOException {
        try (StoreLock.Held held = hold()) {
            if (name != null) {
                free(name);
            }
            return Staging.open(folder);
        }
    }

    /** A voice that is made, and its name. */
    public record New(String name, Path folder) {}

    /**
     * Puts new voices where voices are: all of them, or none.
     *
     * @param made the voices
     * @throws AlanException when a name is taken
     */
    public void publish(List<New> made) throws AlanException, IOException {
        List<Path> done = new ArrayList<>();
        try {
            for (New each : made) {
                Path place = folder.resolve(free(each.name));
                Staging.publish(each.folder, place);
                done.add(place);
            }
        } catch (IOException | AlanException e) {
            for (Path place : done) {
                remove(place);
            }
            throw e;
        }
    }

    /** Removes a voice: it is gone with the first step, and its files with the second. @param place its folder */
    public void remove(Path place) throws IOException {
        Path gone = folder.resolve(Disk.GONE + UUID.randomUUID());
        Files.move(place, gone, StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(folder);
        try {
            Disk.delete(gone);
        } catch (IOException e) {
            // The next who comes tidies it up.
            LOG.warn("{} could not be deleted", gone, e);
        }
    }
}
