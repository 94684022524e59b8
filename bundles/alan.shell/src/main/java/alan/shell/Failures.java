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
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
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

    /**
     * Hands a failure to Gogo, which shows it at the end of a line, but not that of a job in the background. Of a command in the middle of a
     * pipeline it would show the English and the name of a class, so that one is shown here, and Gogo is told no more than that it failed.
     *
     * @param failure of a command
     * @param console of that command
     */
    static void raise(CommandFailed failure, Console console) {
        if (console.background() || !console.last()) {
            console.err().println(failure);
        }
        if (console.last()) {
            throw failure;
        }
        Process.Utils.current().error(failure.status());
    }

    /**
     * Hands Gogo the failure of a line whose command it does not know, see {@link #raise(CommandFailed, Console)}.
     *
     * @param failure says so
     * @param session of that line
     */
    public static void raise(CommandFailed failure, CommandSession session) {
        raise(failure, new Console(session));
    }

    private static String firstLine(Exception problem) {
        String message = problem.getLocalizedMessage() == null ? problem.getClass().getSimpleName() : problem.getLocalizedMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
