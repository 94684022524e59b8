package alan.shell.complete;

import alan.shell.Commands;
import alan.shell.ShellCommand;
import alan.shell.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.INegatableOptionTransformer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What completes a command line of this bundle's commands, read from their picocli models. */
public final class Completion {
    private static final Set<String> FILES = Set.of("FILE", "FOLDER", "RECORDING", "SOURCE");

    private final Map<String, CommandSpec> specs = new TreeMap<>();
    private final Values values;

    /** @param values what can stand for a word in capitals */
    public Completion(Values values) {
        this.values = values;
        for (Map.Entry<String, Supplier<ShellCommand>> command : Commands.all().entrySet()) {
            specs.put(command.getKey(), new CommandLine(command.getValue().get()).getCommandSpec());
        }
    }

    /**
     * What may come next.
     *
     * @param values of this argument
     * @param files whether it is the name of a file
     */
    public record Next(List<String> values, boolean files) {
        private static final Next NOTHING = new Next(List.of(), false);
    }

    /** An option by its long name without dashes, or its short one, and what it is for. */
    public record NamedOption(List<String> shortNames, List<String> longNames, String description) {}

    /** {@return the commands, without the scope, and what they are for} */
    public Map<String, String> descriptions() {
        Map<String, String> descriptions = new TreeMap<>();
        specs.forEach((name, spec) -> descriptions.put(name, String.join(" ", Usage.description(spec))));
        return descriptions;
    }

    /** {@return the options of a command} @param command without the scope */
    public List<NamedOption> options(String command) {
        CommandSpec spec = specs.get(command);
        List<NamedOption> options = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            options.add(named(List.of(option.names()), option));
            if (option.negatable()) {
                INegatableOptionTransformer transformer = spec.negatableOptionTransformer();
                options.add(named(List.of(transformer.makeNegative(option.longestName(), spec)), option));
            }
        }
        return options;
    }

    private static NamedOption named(List<String> names, OptionSpec option) {
        return new NamedOption(
                names.stream().filter(name -> !name.startsWith("--")).map(name -> name.substring(1)).toList(),
                names.stream().filter(name -> name.startsWith("--")).map(name -> name.substring(2)).toList(),
                String.join(" ", Usage.description(option)).replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue())));
    }

    /**
     * {@return what may stand at a place of a command line}
     *
     * @param words of the line, the command first, with or without its scope
     * @param index of the word in question, 1 or more
     */
    public Next at(List<String> words, int index) {
        String command = words.get(0).substring(words.get(0).indexOf(':') + 1);
        CommandSpec spec = specs.get(command);
        if (spec == null || index < 1) {
            return Next.NOTHING;
        }
        ArgSpec argument = optionBefore(spec, words, index);
        if (argument == null) {
            argument = positional(spec, words, index);
        }
        return argument == null ? Next.NOTHING : next(argument, words);
    }

    private Next next(ArgSpec argument, List<String> words) {
        String label = argument.paramLabel();
        return FILES.contains(label) ? new Next(List.of(), true) : new Next(values.of(label, words), false);
    }

    private static ArgSpec optionBefore(CommandSpec spec, List<String> words, int index) {
        return index < 2 ? null : takesValue(spec, words.get(index - 1));
    }

    private static ArgSpec positional(CommandSpec spec, List<String> words, int index) {
        int position = 0;
        for (int i = 1; i < index; i++) {
            if (takesValue(spec, words.get(i)) != null) {
                i++;
            } else if (!words.get(i).startsWith("-")) {
                position++;
            }
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (parameter.index().contains(position)) {
                return parameter;
            }
        }
        return null;
    }

    private static OptionSpec takesValue(CommandSpec spec, String word) {
        OptionSpec option = spec.findOption(word);
        return option == null || option.arity().max() == 0 || !word.startsWith("-") ? null : option;
    }
}
