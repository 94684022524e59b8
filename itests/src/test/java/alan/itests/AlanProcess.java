package alan.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a user starts it: the script of an unpacked archive, in a process of its own. */
final class AlanProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final Path out;
    private final Path err;

    /**
     * What a finished process left.
     *
     * @param status its exit status
     * @param out all it wrote to standard output
     * @param err all it wrote to standard error
     */
    record Result(int status, String out, String err) {}

    private AlanProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static AlanProcess start(Path home, Path data, Map<String, String> environment, String... arguments) throws IOException {
        return start(List.of(), home, data, environment, arguments);
    }

    /** Starts it by another command: {@code unshare -rn}, say, which takes the network away. */
    static AlanProcess start(List<String> by, Path home, Path data, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(home.resolve("alan").toString(), "--data", data.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("alan", ".out");
        Path err = Files.createTempFile("alan", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // That of this process is Pax Exam's (see PaxJava).
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new AlanProcess(builder.start(), out, err);
    }

    static Result run(Path home, Path data, Map<String, String> environment, String... arguments) throws Exception {
        try (AlanProcess alan = start(home, data, environment, arguments)) {
            return alan.await();
        }
    }

    static Result run(List<String> by, Path home, Path data, Map<String, String> environment, String... arguments) throws Exception {
        try (AlanProcess alan = start(by, home, data, environment, arguments)) {
            return alan.await();
        }
    }

    Process process() {
        return process;
    }

    String out() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    String err() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    Result await() throws Exception {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + PATIENCE_SECONDS + " s; it said:\n" + out() + err());
        }
        return new Result(process.exitValue(), out(), err());
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }
}
