package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The packed archive, unpacked once for all tests of a JVM that start it as a user would. JVMs that run tests at the same time have a folder each. */
final class Archive {
    private static Path home;
    /** Keeps the folder this JVM's, for as long as it lives. */
    private static FileChannel lock;

    private Archive() {}

    /** {@return the folder with the script} */
    static synchronized Path home() throws Exception {
        if (home == null) {
            Path target = ownFolder(Files.createDirectories(Path.of("target", "archive").toAbsolutePath()));
            Process tar = new ProcessBuilder("tar", "-xzf", Distribution.target().resolve("alan.tar.gz").toString(), "-C", target.toString())
                    .inheritIO()
                    .start();
            assertThat(tar.waitFor()).isZero();
            home = target.resolve("alan");
        }
        return home;
    }

    /** {@return the first folder that no other JVM has} */
    private static Path ownFolder(Path folder) throws IOException {
        for (int number = 1; true; number++) {
            FileChannel channel = FileChannel.open(folder.resolve(number + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                lock = channel;
                return Files.createDirectories(folder.resolve(String.valueOf(number)));
            }
            channel.close();
        }
    }
}
