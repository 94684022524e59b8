package alan.models.source;

import alan.models.io.DiskFiles;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Runs a program without a shell, keeps the end of what it prints, watches a folder that it fills, and ends it (and what it
 * started) when the thread is interrupted or when nothing has happened for a while.
 */
final class ExternalProgram {
    private static final int KEPT = 64 << 10;
    private static final long LOOK_MS = 250;

    private final Map<String, String> environment;
    private final Duration patience;

    /** @param environment of the programs, {@code PATH} included @param patience with one that neither prints nor writes */
    ExternalProgram(Map<String, String> environment, Duration patience) {
        this.environment = environment;
        this.patience = patience;
    }

    /** How a program ended. */
    record Outcome(int status, String output, boolean stalled) {}

    /** {@return a program of the {@code PATH}, if it is there} */
    Optional<Path> find(String name) {
        boolean windows = File.separatorChar == '\\';
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String ending : windows ? List.of(".exe", ".cmd", ".bat") : List.of("")) {
                Path program = Path.of(folder.isEmpty() ? "." : folder, name + ending);
                if (Files.isRegularFile(program) && Files.isExecutable(program)) {
                    return Optional.of(program.toAbsolutePath());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Runs a program to its end.
     *
     * @param program to run
     * @param arguments one by one
     * @param folder in which it works; its temporary files go there, too
     * @param growth told the bytes in the folder, a few times a second
     */
    Outcome run(Path program, List<String> arguments, Path folder, LongConsumer growth) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        // The system's folder for temporary files may be a small one in memory.
        builder.environment().put("TMPDIR", folder.toString());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            Output output = new Output(process.getInputStream());
            output.start();
            boolean stalled = !await(process, output, folder, growth);
            output.join(LOOK_MS * 4);
            return new Outcome(stalled ? -1 : process.exitValue(), output.text(), stalled);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** {@return whether it has ended by itself} */
    private boolean await(Process process, Output output, Path folder, LongConsumer growth) throws InterruptedException {
        long lastChange = System.nanoTime();
        long lastSize = -1;
        long lastOutput = -1;
        while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
            long size = DiskFiles.size(folder);
            long printed = output.printed;
            if (size != lastSize || printed != lastOutput) {
                lastChange = System.nanoTime();
                lastSize = size;
                lastOutput = printed;
                growth.accept(size);
            } else if (System.nanoTime() - lastChange > patience.toNanos()) {
                return false;
            }
        }
        return true;
    }

    /** Reads what the program prints, so that it never waits for a reader. */
    private static final class Output extends Thread {
        private final InputStream in;
        private final StringBuilder kept = new StringBuilder();
        private volatile long printed;

        Output(InputStream in) {
            super("alan.models program output");
            this.in = in;
            setDaemon(true);
        }

        @Override
        public void run() {
            byte[] block = new byte[4096];
            try (in) {
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    printed += n;
                    append(new String(block, 0, n, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                append("\n(" + e.getMessage() + ")");
            }
        }

        private synchronized void append(String text) {
            kept.append(text);
            if (kept.length() > KEPT) {
                kept.delete(0, kept.length() - KEPT);
            }
        }

        synchronized String text() {
            return kept.toString();
        }
    }
}
