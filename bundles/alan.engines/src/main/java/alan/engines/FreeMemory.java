package alan.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The main memory that a program can still have without anything being swapped out, as Linux estimates it. */
final class FreeMemory {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final String LABEL = "MemAvailable:";

    private FreeMemory() {}

    /** {@return bytes; 0 on systems that do not tell} */
    static long bytes() {
        try {
            for (String line : Files.readAllLines(MEMORY)) {
                if (line.startsWith(LABEL)) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Not Linux; then nobody is unloaded for the sake of another.
        }
        return 0;
    }
}
