package alan.satellite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the microphone is to be closed. It stays so when the node is started anew: nobody who muted it wants it to listen after a power cut. */
final class MuteSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(MuteSwitch.class);

    private final Path file;
    private volatile boolean muted;

    /** @param data Alan's data folder */
    MuteSwitch(Path data) {
        file = data.resolve("satellite-muted");
        muted = Files.exists(file);
    }

    boolean muted() {
        return muted;
    }

    void set(boolean wanted) {
        muted = wanted;
        try {
            if (wanted) {
                Files.createDirectories(file.getParent());
                Files.write(file, new byte[0]);
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("Whether the microphone is muted is not remembered, as {} cannot be changed: {}", file, e.getMessage());
        }
    }
}
