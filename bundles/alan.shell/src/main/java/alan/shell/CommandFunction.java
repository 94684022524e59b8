package alan.shell;

import alan.shell.output.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
            Failures.raise(e, console);
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
            throw WrongCall.of(e, words);
        }
        if (line.isUsageHelpRequested()) {
            Usage.print(line, console);
        } else {
            execute(line, command, console);
        }
    }

    private static void execute(CommandLine line, ShellCommand command, Console console) {
        try {
            Execution.run(line.getCommandName(), command, console);
        } catch (CommandFailed e) {
            // Whoever reads the output by machine is to find out there, too.
            if (wantsJson(line)) {
                Json.print(console.out(), Map.of("error", e.getLocalizedMessage()));
            }
            throw e;
        }
    }

    private static boolean wantsJson(CommandLine line) {
        return line.getMixins().values().stream().anyMatch(mixin -> mixin instanceof JsonOption json && json.given());
    }

    // A list, say from $args, counts as its elements. A variable that is not defined is null.
    private static String[] words(List<Object> arguments) {
        return arguments.stream()
                .flatMap(argument -> argument instanceof Collection<?> list ? list.stream() : Stream.of(new Object[] {argument}))
                .map(CommandFunction::word)
                .toArray(String[]::new);
    }

    private static String word(Object argument) {
        if (argument == null) {
            throw CommandFailed.usage(
                    "A variable (after $) or a command (in brackets) in this line has no value; text with $ belongs in single quotes.");
        }
        return argument.toString();
    }
}
