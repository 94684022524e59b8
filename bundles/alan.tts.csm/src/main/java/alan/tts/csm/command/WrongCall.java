package alan.tts.csm.command;

import alan.api.text.Text;
import java.util.Arrays;
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

    /** {@return one sentence, and where to look} @param problem of picocli @param words the arguments */
    static Text of(ParameterException problem, String... words) {
        return Text.of("%s See %s --help.", sentence(problem, words), problem.getCommandLine().getCommandName());
    }

    private static Text sentence(ParameterException problem, String... words) {
        String command = problem.getCommandLine().getCommandName();
        if (problem instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing(), words);
        }
        if (problem instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(command, unmatched);
        }
        if (problem instanceof OverwrittenOptionException twice) {
            return Text.of("%s may be given only once.", name(twice.getOverwritten()));
        }
        if (problem.getArgSpec() != null && problem.getValue() != null) {
            return wrongValue(problem.getArgSpec(), problem.getValue());
        }
        // Of picocli's own, in English: what no command here can bring about yet.
        return Text.of("%s was called wrongly (%s).", command, problem.getMessage().lines().findFirst().orElse(""));
    }

    private static Text missing(List<ArgSpec> missing, String... words) {
        ArgSpec first = missing.get(0);
        if (missing.size() == 1 && first instanceof OptionSpec option && Arrays.asList(words).contains(option.longestName())) {
            return Text.of("%s needs a value: %s.", name(option), option.paramLabel());
        }
        if (first.group() != null) {
            return Text.of("Every clip needs all three of --context, --context-text and --context-speaker.");
        }
        return Text.of("%s is missing.", missing.stream().map(WrongCall::name).collect(Collectors.joining(", ")));
    }

    private static Text unmatched(String command, UnmatchedArgumentException problem) {
        String first = problem.getUnmatched().get(0);
        if (!problem.isUnknownOption()) {
            return Text.of("%s is one argument too many; text of several words belongs in quotes.", first);
        }
        List<String> similar = problem.getSuggestions();
        return similar.isEmpty()
                ? Text.of("%s has no option %s.", command, first)
                : Text.of("%s has no option %s. Did you mean %s?", command, first, similar.get(0));
    }

    private static Text wrongValue(ArgSpec argument, String value) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type == int.class || type == Long.class) {
            return Text.of("%s wants a whole number that is not too large, and %s is none.", name(argument), value);
        } else if (type == double.class) {
            return Text.of("%s wants a number, and %s is none.", name(argument), value);
        }
        return Text.of("%s wants the path of a file or folder, and %s is none.", name(argument), value);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
