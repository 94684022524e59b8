package alan.shell;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A command as Gogo calls it: the arguments go to picocli, then the command runs. */
final class CommandFunction implements Function {
    private final Supplier<? extends ShellCommand> factory;

    /** @param factory makes a command for each execution */
    CommandFunction(Supplier<? extends ShellCommand> factory) {
        this.factory = factory;
    }

    /** {@return nothing, ever: commands print} */
    @Override
    public Object execute(CommandSession session, List<Object> arguments) {
        Console console = new Console(session);
        try {
            run(console, words(arguments));
        } catch (CommandFailed e) {
            // Nobody shows what became of a job in the background.
            if (console.background()) {
                console.err().println(e);
            }
            throw e;
        } finally {
            console.out().flush();
            console.err().flush();
        }
        return null;
    }

    private void run(Console console, String[] words) {
        ShellCommand command = factory.get();
        CommandLine line = Usage.of(command);
        try {
            line.parseArgs(words);
        } catch (ParameterException e) {
            throw WrongCall.of(e);
        }
        if (line.isUsageHelpRequested()) {
            Usage.print(line, console);
        } else {
            Execution.run(line.getCommandName(), command, console);
        }
    }

    // A list, say from $args, counts as its elements.
    private static String[] words(List<Object> arguments) {
        return arguments.stream()
                .flatMap(argument -> argument instanceof Collection<?> list ? list.stream() : Stream.of(argument))
                .map(String::valueOf)
                .toArray(String[]::new);
    }
}
