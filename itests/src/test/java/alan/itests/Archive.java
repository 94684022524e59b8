package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** The packed archive, unpacked once for all tests of a JVM that start it as a user would. */
final class Archive {
    private static Path home;

    private Archive() {}

    /** {@return the folder with the script} */
    static synchronized Path home() throws Exception {
        if (home == null) {
            Path target = Path.of("target", "archive", System.getProperty("alan.fork", "alone")).toAbsolutePath();
            Files.createDirectories(target);
            Process tar = new ProcessBuilder("tar", "-xzf", Distribution.target().resolve("alan.tar.gz").toString(), "-C", target.toString())
                    .inheritIO()
                    .start();
            assertThat(tar.waitFor()).isZero();
            home = target.resolve("alan");
        }
        return home;
    }
}
