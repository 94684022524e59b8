package alan.shell;

import alan.api.text.Text;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the arguments of a command: picocli's exceptions in our own sentences, for picocli's are English. */
final class WrongCall {
    private WrongCall() {}

    /**
     * {@return the failure of a command that was called wrongly: one sentence, and where to look}
     *
     * @param problem of picocli
     * @param words the arguments
     */
    static CommandFailed of(ParameterException problem, String... words) {
        return CommandFailed.usage("%s See %s --help.", sentence(problem, words), problem.getCommandLine().getCommandName());
    }

    private static Text sentence(ParameterException problem, String... words) {
        String command = problem.getCommandLine().getCommandName();
        ArgSpec argument = problem.getArgSpec();
        if (problem instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing());
        }
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unmatched(command, unmatched.getUnmatched().isEmpty() ? named(unmatched, words) : unmatched);
        }
        if (problem instanceof OverwrittenOptionException twice) {
            return Text.of("%s may be given only once.", name(twice.getOverwritten()));
        }
        if (argument != null && problem.getValue() != null) {
            return wrongValue(argument, problem.getValue());
        }
        // Of picocli's own, in English: what no command here can bring about yet.
        return Text.of("%s was called wrongly (%s).", command, problem.getMessage().lines().findFirst().orElse(""));
    }

    private static Text missing(List<ArgSpec> missing) {
        if (missing.get(0) instanceof OptionSpec option) {
            return Text.of("%s needs a value: %s.", name(option), option.paramLabel());
        }
        return Text.of("%s is missing.", missing.stream().map(ArgSpec::paramLabel).collect(Collectors.joining(", ")));
    }

    /** {@return the same problem with the unknown option, which picocli does not name where it stands in the place of a value} */
    private static UnmatchedArgumentException named(UnmatchedArgumentException problem, String... words) {
        CommandSpec spec = problem.getCommandLine().getCommandSpec();
        List<String> unknown = Arrays.stream(words)
                .filter(word -> word.startsWith("--") && word.length() > 2)
                .map(word -> word.replaceFirst("=.*", ""))
                .filter(word -> !spec.optionsMap().containsKey(word) && !spec.negatedOptionsMap().containsKey(word))
                .limit(1)
                .toList();
        return unknown.isEmpty() ? problem : new UnmatchedArgumentException(problem.getCommandLine(), unknown);
    }

    private static Text unmatched(String command, UnmatchedArgumentException problem) {
        List<String> unmatched = problem.getUnmatched();
        if (unmatched.isEmpty()) {
            // An option where the value of the one before it should be.
            return Text.of("An option stands where the value of the one before it is missing.");
        }
        if (!problem.isUnknownOption()) {
            return Text.of("%s is one argument too many.", unmatched.get(0));
        }
        List<String> similar = problem.getSuggestions();
        return similar.isEmpty()
                ? Text.of("%s has no option %s.", command, unmatched.get(0))
                : Text.of("%s has no option %s. Did you mean %s?", command, unmatched.get(0), similar.get(0));
    }

    private static Text wrongValue(ArgSpec argument, String value) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (argument.typeInfo().isMap()) {
            return Text.of("%s wants a key and a value, such as speed=1.2, and not %s.", name(argument), value);
        } else if (Number.class.isAssignableFrom(boxed(type))) {
            return Text.of("%s wants a number, and %s is none.", name(argument), value);
        } else if (type == Path.class) {
            return Text.of("%s wants the path of a file or folder, and %s is none.", name(argument), value);
        }
        return Text.of("%s cannot be %s.", name(argument), value);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static Class<?> boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }
}
