package alan.llm.llama;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The last lines that a worker wrote to standard error. Native code says there, and only there, why something did not work. For
 * all threads.
 */
final class WorkerLog {
    private static final int LINES = 200;
    private static final int LINE_LENGTH = 400;
    private static final Pattern PROBLEM = Pattern.compile(
            "error|fail|exception|what\\(\\):|GGML_ASSERT|cannot open|can't|OutOfMemory|# +SIG|invalid",
            Pattern.CASE_INSENSITIVE);
    /**
     * Lines that repeat, without a reason, that something failed, and the model's metadata and chat template, whatever words they
     * have.
     */
    private static final Pattern NO_PROBLEM = Pattern.compile(
            "failed to load model|fatal error has been detected|error report file|terminate called|Exception in thread"
                    + "|^llama_model_loader: - |\\{[{%]");
    /** {@code llama_model_load: error loading model: } and its like; where in memory a signal came. */
    private static final Pattern ORNAMENT = Pattern.compile(
            "^(?:[\\w.<>]+:\\s+)*?(?:error(?: loading model)?:\\s+)+|^\\s*what\\(\\):\\s+|^#\\s+| at pc=.*$");

    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder stray = new StringBuilder();

    /** Reads to the end of a stream. @param stream standard error of a worker */
    void drain(InputStream stream) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                add(line);
            }
        } catch (IOException closed) {
            add("(the rest of the worker's log is lost: " + closed.getMessage() + ")");
        }
    }

    /** Adds a line. @param line without its end */
    synchronized void add(String line) {
        if (!line.isBlank()) {
            lines.add(line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + "…");
            if (lines.size() > LINES) {
                lines.remove();
            }
        }
    }

    /** Adds a byte that came where frames were expected. @param b the byte */
    synchronized void addStray(int b) {
        if (b == '\n' || stray.length() >= LINE_LENGTH) {
            add(stray.toString());
            stray.setLength(0);
        } else {
            stray.append((char) b);
        }
    }

    /** {@return all of it that is kept} */
    synchronized String text() {
        return String.join("\n", lines);
    }

    /**
     * {@return the line that says best why loading failed, without its ornaments; empty if none does} Reasons come before their
     * consequences.
     */
    String firstProblem() {
        return problem(copy());
    }

    /** {@return the line that says best why the worker ended; empty if none does} */
    String lastProblem() {
        List<String> backwards = copy();
        Collections.reverse(backwards);
        return problem(backwards);
    }

    private synchronized List<String> copy() {
        return new ArrayList<>(lines);
    }

    private static String problem(List<String> candidates) {
        return candidates.stream()
                .filter(line -> PROBLEM.matcher(line).find())
                .filter(line -> !NO_PROBLEM.matcher(line).find())
                .findFirst()
                .map(line -> ORNAMENT.matcher(line).replaceAll("").strip())
                .orElse("");
    }
}
