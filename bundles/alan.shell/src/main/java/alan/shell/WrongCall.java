package alan.shell;

import alan.api.text.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
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
     */
    static CommandFailed of(ParameterException problem) {
        return CommandFailed.usage("%s See %s --help.", sentence(problem), problem.getCommandLine().getCommandName());
    }

    private static Text sentence(ParameterException problem) {
        String command = problem.getCommandLine().getCommandName();
        ArgSpec argument = problem.getArgSpec();
        if (problem instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing());
        }
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unmatched(command, unmatched);
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
                : Text.of("%s has no option %s; did you mean %s?", command, unmatched.get(0), String.join(", ", similar));
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
