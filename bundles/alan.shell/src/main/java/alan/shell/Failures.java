package alan.shell;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong with a command line, as one sentence for the person. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** What Gogo says of a pattern for the names of files. */
    private static final String NO_FILES = "no matches found: ";

    private Failures() {}

    /**
     * {@return the sentence about a command line that failed}
     *
     * @param problem what Gogo threw: of its own, or of one of the commands
     */
    static CommandFailed of(Exception problem) {
        if (problem instanceof CommandFailed failed) {
            return failed;
        }
        if (problem instanceof AlanException said) {
            return new CommandFailed(said.text());
        }
        if (problem instanceof CommandNotFoundException unknown) {
            return CommandFailed.usage("There is no command %s; alan:help lists them.", unknown.getCommand());
        }
        if (problem instanceof EOFError || problem instanceof EOFException) {
            return CommandFailed.usage("The command line cannot be read: a closing quotation mark or bracket is missing, or a command after |.");
        }
        if (problem instanceof SyntaxError) {
            return unreadable();
        }
        if (problem instanceof IOException && problem.getMessage() != null && problem.getMessage().startsWith(NO_FILES)) {
            return CommandFailed.usage(
                    "There is no file whose name is like %s; text with ? or * belongs in quotes.", problem.getMessage().substring(NO_FILES.length()));
        }
        LOG.error("The command line failed", problem);
        // Of a command that is not ours; it has a sentence of its own, in whatever language.
        return new CommandFailed(Text.of("The command failed: %s", firstLine(problem)));
    }

    /** {@return the sentence about a line that is no command} */
    public static CommandFailed unreadable() {
        return CommandFailed.usage(
                "The command line cannot be read: one of the signs ( ) [ ] { } | ; & $ stands where it means nothing; put text in quotes.");
    }

    /**
     * Shows a failure on the process's own standard error, whoever has put himself in the place of {@code System.err}.
     *
     * @param failure its line is shown
     */
    static void print(CommandFailed failure) {
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8).println(failure);
    }

    private static String firstLine(Exception problem) {
        String message = problem.getLocalizedMessage() == null ? problem.getClass().getSimpleName() : problem.getLocalizedMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
