package alan.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A real MQTT broker: the machine's own mosquitto, else Debian's, unpacked outside of the checkout and of the system. It fails where neither can be had: a test that is left
 * out proves nothing.
 */
public final class Mosquitto implements AutoCloseable {
    private static final int MOST_MINUTES = 5;
    private static final int PATIENCE_SECONDS = 30;
    private static final int POLL_MS = 20;
    private static final int ROUNDS = 101;
    private static final int SALT_BYTES = 12;
    private static final int HASH_BITS = 512;
    private static final List<String> USUAL_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin");
    /** Fetched with lists of our own where the machine has none; unpacked, not installed. */
    private static final String FETCH = """
            set -e
            rm -rf new
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

    private final Path program;
    private final String libraries;
    private final int port;
    private final Path log;
    private Process process;

    /**
     * Finds the broker, or fetches it once.
     *
     * @param cache folder for all checkouts
     * @param port to listen on, on loopback
     * @param log file that it writes down there what it does; its configuration lies beside it
     * @throws IOException when something cannot be written
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    public Mosquitto(Path cache, int port, Path log) throws IOException, InterruptedException {
        this.port = port;
        this.log = log;
        Path own = Stream.concat(Stream.of(System.getenv("PATH").split(":")), USUAL_FOLDERS.stream()).map(folder -> Path.of(folder, "mosquitto")).filter(Files::isExecutable)
                .findFirst().orElse(null);
        if (own != null) {
            program = own;
            libraries = null;
        } else {
            Path root = debian(cache);
            program = root.resolve("usr/sbin/mosquitto");
            libraries = libraries(root);
        }
    }

    private static Path debian(Path cache) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(cache.resolve("mosquitto"));
        Path root = folder.resolve("root");
        // Two builds may come at once.
        try (FileChannel channel = FileChannel.open(cache.resolve("mosquitto.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
            if (!Files.exists(root)) {
                Path said = Files.createTempFile("mosquitto", ".log");
                try {
                    Process fetch = new ProcessBuilder("sh", "-c", FETCH).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
                    if (!fetch.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || fetch.exitValue() != 0) {
                        fetch.destroyForcibly();
                        throw new AssertionError("There is no mosquitto here, and Debian's cannot be fetched: " + Files.readString(said));
                    }
                } finally {
                    Files.delete(said);
                }
            }
        }
        return root;
    }

    /** {@return where its libraries are} Debian names these folders after the machine: x86_64-linux-gnu, aarch64-linux-gnu. */
    private static String libraries(Path root) throws IOException {
        try (Stream<Path> all = Files.find(root, 3, (path, attributes) -> attributes.isDirectory() && path.getParent().endsWith("lib")
                && path.getFileName().toString().contains("-linux-gnu"))) {
            return all.map(Path::toString).sorted().collect(Collectors.joining(":"));
        }
    }

    /**
     * Starts it, with nothing that it knew before, and waits until it listens.
     *
     * @param more lines of its configuration; without any, everybody may do everything
     * @throws IOException when it cannot be started
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    public void start(String... more) throws IOException, InterruptedException {
        Path config = log.resolveSibling("mosquitto.conf");
        // As root it would become somebody else, who may not read a test's files.
        Files.writeString(config, "listener " + port + " 127.0.0.1\npersistence false\nuser " + System.getProperty("user.name") + "\n"
                + (more.length == 0 ? "allow_anonymous true" : String.join("\n", more)) + "\n");
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "-v", "-c", config.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (libraries != null) {
            builder.environment().put("LD_LIBRARY_PATH", libraries);
        }
        process = builder.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("mosquitto does not listen: " + Files.readString(log));
            }
            Thread.sleep(POLL_MS);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Writes a file of passwords with one user, as {@code mosquitto_passwd} does, which is not with every mosquitto.
     *
     * @param file to be written
     * @param user who may come in
     * @param password of the user
     * @throws IOException when it cannot be written
     * @throws GeneralSecurityException when Java cannot hash it
     */
    public static void allow(Path file, String user, String password) throws IOException, GeneralSecurityException {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, HASH_BITS)).getEncoded();
        Base64.Encoder base64 = Base64.getEncoder();
        Files.writeString(file, user + ":$7$" + ROUNDS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash) + "\n");
    }

    /** Ends it, and waits until it has ended. */
    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }
}
