package alan.llm.llama;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What a process takes of the machine's memory, where the system says it in {@code /proc}. */
final class ProcessMemory {
    private ProcessMemory() {}

    /** {@return resident bytes, pages of mapped files included; empty if not known} @param pid of the process */
    static OptionalLong resident(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
                }
            }
        } catch (IOException | NumberFormatException notSaid) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
