package alan.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the catalogue takes from the machine around it.
 *
 * @param environment variables by name
 * @param home the person's folder
 * @param room tells how much room there is
 * @param pause before something is tried again
 * @param patience with a program that neither prints nor writes
 * @param memory tells how much the machine has, in bytes
 */
record Surroundings(
        Map<String, String> environment, Path home, Room room, Duration pause, Duration patience, LongSupplier memory) {
    /** Tells how much room there is. */
    interface Room {
        /** {@return bytes that can be written} @param folder existing */
        long at(Path folder) throws IOException;
    }

    /** {@return those of this process} */
    static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                folder -> Files.getFileStore(folder).getUsableSpace(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Machine::memory);
    }
}
