package alan.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The memory that this process really occupies, native memory included, as Linux counts it. */
final class Resident {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LABEL = "VmRSS:";

    private Resident() {}

    /** {@return the resident set in bytes; nothing on systems that do not tell} */
    static OptionalLong bytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(LABEL)) {
                    return OptionalLong.of(1024 * Long.parseLong(line.replaceAll("\\D", "")));
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Not Linux; what is not known is not shown.
        }
        return OptionalLong.empty();
    }
}
