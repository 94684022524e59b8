package alan.testing;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A package of PyPI that is the reference for something here, or a real client of it, in an environment of Python's outside of the checkout, which is made once with
 * the user's own {@code python3} and {@code pip}. The system property {@code alan.cache} says where.
 */
public final class Python {
    private static final int MOST_MINUTES = 5;

    private final Path python;

    private Python(Path python) {
        this.python = python;
    }

    /**
     * {@return an environment with a package, made if need be} It fails where it cannot be: a test that is left out proves nothing.
     *
     * @param requirement of pip: {@code wyoming==1.10.2}
     */
    public static Python with(String requirement) throws IOException, InterruptedException {
        Path cache = Path.of(System.getProperty("alan.cache"));
        Files.createDirectories(cache);
        Path folder = cache.resolve(requirement.replace("==", "-"));
        Path ready = folder.resolve("ready");
        // Two builds may come at once.
        try (FileChannel channel = FileChannel.open(cache.resolve("python.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!Files.exists(ready)) {
                delete(folder);
                run(List.of("python3", "-m", "venv", folder.toString()));
                run(List.of(folder.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement));
                Files.createFile(ready);
            }
        }
        return new Python(folder.resolve("bin/python"));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** {@return the lines that a script prints} @param script to run @param arguments for it */
    public List<String> run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python.toString(), script.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        File out = File.createTempFile("python", ".out");
        File err = File.createTempFile("python", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            Process process = builder.start();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " has not ended");
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + Files.readString(err.toPath()) + Files.readString(out.toPath()));
            }
            return Files.readAllLines(out.toPath(), StandardCharsets.UTF_8);
        } finally {
            Files.delete(out.toPath());
            Files.delete(err.toPath());
        }
    }
}
