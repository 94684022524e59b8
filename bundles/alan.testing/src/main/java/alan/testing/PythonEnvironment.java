package alan.testing;

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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Foreign programs in Python, in an environment outside of the checkout that is made once, with the user's own {@code python} and {@code pip}. It fails where it cannot be made: a test that
 * is left out proves nothing.
 */
public final class PythonEnvironment {
    /** Stands for the environment's folder in the arguments of {@code pip install}. */
    public static final String FOLDER = "{venv}";

    private static final int MOST_MINUTES = 20;

    private final Path folder;

    private PythonEnvironment(Path folder) {
        this.folder = folder;
    }

    /**
     * {@return an environment}
     *
     * @param cache folder for those of all checkouts
     * @param name of it
     * @param python that it is made of, such as {@code python3}
     * @param installs arguments of {@code pip install}, a list each; when these change, it is made anew
     * @throws IOException when it cannot be written
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    @SafeVarargs
    public static PythonEnvironment of(Path cache, String name, String python, List<String>... installs) throws IOException, InterruptedException {
        Files.createDirectories(cache);
        PythonEnvironment environment = new PythonEnvironment(cache.resolve(name));
        Path ready = environment.folder.resolve("ready");
        String contents = python + "\n" + List.of(installs);
        // Two builds may come at once.
        try (FileChannel channel = FileChannel.open(cache.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!Files.exists(ready) || !Files.readString(ready).equals(contents)) {
                delete(environment.folder);
                run(Path.of(""), Map.of(), List.of(python, "-m", "venv", environment.folder.toString()));
                for (List<String> install : installs) {
                    environment.install(install);
                }
                Files.writeString(ready, contents);
            }
        }
        return environment;
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

    private void install(List<String> arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-m", "pip", "install", "--quiet", "--disable-pip-version-check"));
        arguments.forEach(each -> all.add(each.replace(FOLDER, folder.toString())));
        run(Path.of(""), Map.of(), all.toArray(String[]::new));
    }

    /**
     * {@return the lines that a program prints}
     *
     * @param directory that it works in
     * @param variables of its environment, beside the user's
     * @param arguments of {@code python}
     * @throws IOException when it cannot be started
     * @throws InterruptedException when the thread is interrupted meanwhile
     * @throws AssertionError when it fails, with all that it has printed
     */
    public List<String> run(Path directory, Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        return run(directory, variables, command(arguments));
    }

    /**
     * {@return a program to be started, for one that takes long or tells something meanwhile}
     *
     * @param variables of its environment, beside the user's
     * @param arguments of {@code python}
     */
    public ProcessBuilder program(Map<String, String> variables, String... arguments) {
        return builder(variables, command(arguments));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(folder.resolve("bin").resolve("python").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static ProcessBuilder builder(Map<String, String> variables, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(Map.of("PYTHONIOENCODING", "utf-8", "PYTHONDONTWRITEBYTECODE", "1"));
        builder.environment().putAll(variables);
        return builder;
    }

    private static List<String> run(Path directory, Map<String, String> variables, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("python", ".out");
        Path err = Files.createTempFile("python", ".err");
        try {
            Process process = builder(variables, command).directory(directory.toAbsolutePath().toFile())
                    .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError(command + " has not ended: " + Files.readString(err) + Files.readString(out));
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + Files.readString(err) + Files.readString(out));
            }
            return Files.readAllLines(out, StandardCharsets.UTF_8);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
