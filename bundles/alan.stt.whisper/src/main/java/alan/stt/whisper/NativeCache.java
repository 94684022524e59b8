package alan.stt.whisper;

import alan.api.AlanException;
import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * The native libraries on disk: {@code cache/whisper-1.7.1/<platform>/} in Alan's data folder. They are written once; every start
 * compares them with the jar's bytes, so a damaged or exchanged file is replaced before it is loaded.
 */
final class NativeCache {
    /** Version of whisper-jni, and of whisper.cpp. */
    static final String VERSION = "1.7.1";

    private final Path folder;

    /** @param data Alan's data folder */
    NativeCache(Path data) {
        this.folder = data.resolve("cache").resolve("whisper-" + VERSION);
    }

    /**
     * Puts the libraries in place if they are not.
     *
     * @param files which
     * @return the folder that has both
     * @throws AlanException when they cannot be written
     */
    Path provide(NativeFiles files) throws AlanException {
        Path place = folder.resolve(files.key());
        try {
            Files.createDirectories(place);
            provide(place.resolve(files.ggml()), "/" + files.folder() + "/" + files.variant());
            provide(place.resolve(files.whisper()), "/" + files.folder() + "/" + files.whisper());
            return place;
        } catch (IOException e) {
            throw new AlanException("Whisper's native library could not be written to %s (%s); make room there or make the folder writable.",
                    place, e.getMessage(), e);
        }
    }

    private static void provide(Path file, String resource) throws IOException {
        byte[] bytes;
        try (InputStream in = WhisperJNI.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("lib.whisper has no " + resource);
            }
            bytes = in.readAllBytes();
        }
        if (Files.isRegularFile(file) && Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return;
        }
        // A process that has the old file mapped keeps it: the move gives the name to a new file and does not touch the old one.
        Path aside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
        try {
            Files.write(aside, bytes);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
