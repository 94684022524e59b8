package alan.shell.command;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.shell.CommandFailed;
import alan.shell.Commands;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.Usage;
import alan.shell.output.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.felix.service.command.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alan:help}: what there is, and how it is used. */
@Command(name = "alan:help", description = "Lists the commands, or shows how one is used.")
public final class Help implements ShellCommand {
    private static final String SCOPE = "alan:";
    private static final String GOGO_HELP = "gogo:help";
    /** What Gogo's session has for the names of all commands. */
    private static final String GOGO_COMMANDS = ".commands";

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "A command, such as alan:ask.")
    private String name;

    @Mixin
    private HelpOption help;

    @Override
    public void run(Console console) throws AlanException {
        Map<String, Supplier<ShellCommand>> commands = Commands.all();
        if (name == null) {
            list(console, commands);
            return;
        }
        Supplier<ShellCommand> command = commands.get(name.startsWith(SCOPE) ? name.substring(SCOPE.length()) : name);
        if (command != null) {
            Usage.print(Usage.of(command.get()), console);
        } else if (others(console, commands).contains(name.startsWith(SCOPE) ? name : SCOPE + name)) {
            ofAnother(console, name.startsWith(SCOPE) ? name : SCOPE + name);
        } else {
            gogo(console);
        }
    }

    private static void list(Console console, Map<String, Supplier<ShellCommand>> commands) {
        Table table = new Table(Text.tr("command"), "");
        commands.forEach((function, command) -> table.row(SCOPE + function,
                Usage.of(command.get()).getCommandSpec().usageMessage().description()[0]));
        others(console, commands).forEach(other -> table.row(other, Text.tr("of another bundle")));
        table.print(console.out());
        console.out().println();
        console.out().println(Text.tr("alan:help COMMAND shows how one is used; the scope alan: may be left out."));
        if (console.session().get(GOGO_HELP) instanceof Function) {
            console.out().println(Text.tr("gogo:help lists the commands of the shell itself."));
        }
    }

    /** {@return Alan's commands that other bundles bring, with the scope} */
    private static SortedSet<String> others(Console console, Map<String, Supplier<ShellCommand>> commands) {
        SortedSet<String> others = new TreeSet<>();
        if (console.session().get(GOGO_COMMANDS) instanceof Collection<?> all) {
            all.stream().map(String::valueOf).filter(each -> each.startsWith(SCOPE) && !commands.containsKey(each.substring(SCOPE.length())))
                    .forEach(others::add);
        }
        return others;
    }

    /** A command of another bundle explains itself. */
    private static void ofAnother(Console console, String command) throws AlanException {
        try {
            ((Function) console.session().get(command)).execute(console.session(), new ArrayList<>(List.of("--help")));
        } catch (AlanException e) {
            throw e;
        } catch (Exception e) {
            throw new CommandFailed("The shell has no help for %s: %s", command, e.getMessage());
        }
    }

    private boolean known(Console console) {
        return console.session().get(name.contains(":") ? name : "*:" + name) instanceof Function;
    }

    private void gogo(Console console) {
        if (console.session().get(GOGO_HELP) instanceof Function shell && known(console)) {
            try {
                shell.execute(console.session(), new ArrayList<>(List.of(name)));
                return;
            } catch (Exception e) {
                throw new CommandFailed("The shell has no help for %s: %s", name, e.getMessage());
            }
        }
        throw CommandFailed.usage("There is no command %s; alan:help lists them.", name);
    }
}
