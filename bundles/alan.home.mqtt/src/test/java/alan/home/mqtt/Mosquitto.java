package alan.home.mqtt;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's broker, outside of the checkout and of the system. It fails where it cannot be had: a test that is left out proves nothing. */
final class Mosquitto implements AutoCloseable {
    private static final int MOST_MINUTES = 5;
    /** Fetched with lists of our own where the machine has none; unpacked, not installed. */
    private static final String FETCH = """
            set -e
            mkdir -p new && cd new
            packages="mosquitto libmosquitto1 libdlt2 libwrap0 libcjson1"
            if ! apt-get download $packages; then
                mkdir -p lists/partial cache/archives/partial
                own="-o Dir::State::lists=$PWD/lists -o Dir::Cache=$PWD/cache -o APT::Sandbox::User="
                apt-get $own update
                apt-get $own download $packages
            fi
            for package in *.deb; do dpkg -x "$package" root; done
            mv root ../root
            cd .. && rm -r new
            """;

    private final Path root;
    private final Path log;
    private final int port;
    private Process process;

    /** @param cache folder for all checkouts @param port to listen on, on loopback @param log of it */
    Mosquitto(Path cache, int port, Path log) throws Exception {
        this.port = port;
        this.log = log;
        Path folder = Files.createDirectories(cache.resolve("mosquitto"));
        root = folder.resolve("root");
        // Two builds may come at once.
        try (FileChannel channel = FileChannel.open(cache.resolve("mosquitto.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
            if (!Files.exists(root)) {
                Path said = Files.createTempFile("mosquitto", ".log");
                Process fetch = new ProcessBuilder("sh", "-c", "rm -rf new\n" + FETCH).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
                if (!fetch.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || fetch.exitValue() != 0) {
                    fetch.destroyForcibly();
                    throw new AssertionError("Debian's mosquitto cannot be fetched: " + Files.readString(said));
                }
                Files.delete(said);
            }
        }
    }

    /** Starts it, with nothing that it knew before. */
    void start(String... more) throws IOException {
        Path config = log.resolveSibling("mosquitto.conf");
        Files.writeString(config, "listener " + port + " 127.0.0.1\nallow_anonymous true\npersistence false\n" + String.join("\n", more) + "\n");
        ProcessBuilder builder = new ProcessBuilder(List.of(root.resolve("usr/sbin/mosquitto").toString(), "-v", "-c", config.toString()))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LD_LIBRARY_PATH", root.resolve("usr/lib/x86_64-linux-gnu") + ":" + root.resolve("lib/x86_64-linux-gnu"));
        process = builder.start();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }
}
