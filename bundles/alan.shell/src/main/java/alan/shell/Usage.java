package alan.shell;

import alan.api.text.Text;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How a command is to be called, for people.
 *
 * <p>The annotations say it in English; here picocli's model, made from them, is put into the reader's language. Each description is looked up
 * beside the class that has it: a command's, or a mixin's.
 */
public final class Usage {
    private static final int NARROW = 60;
    private static final int WIDE = 110;

    /** The words in capitals that stand for an argument, so that the build finds them; where one stands is told by {@link ArgSpec#paramLabel}. */
    private static final List<Text> LABELS = List.of(
            Text.of("TEXT"), Text.of("LANGUAGE"), Text.of("VOICE"), Text.of("PERSONA"), Text.of("FILE"), Text.of("FOLDER"), Text.of("RECORDING"),
            Text.of("COMMAND"), Text.of("KIND"), Text.of("NAME"), Text.of("ENGINE"), Text.of("BACKEND"), Text.of("ID"), Text.of("NEW-ID"), Text.of("NEW-NAME"),
            Text.of("SOURCE"), Text.of("LICENCE"), Text.of("INPUT"), Text.of("OUTPUT"), Text.of("KEY=VALUE"),
            Text.of("SPEAKER"), Text.of("NUMBER"), Text.of("SECONDS"), Text.of("TOPIC"), Text.of("VOICES"), Text.of("NEW-NAME"), Text.of("LINES"));

    private Usage() {}

    /**
     * {@return picocli's model of a command, its help in the user's language}
     *
     * @param command as annotated; filled when a line is parsed
     */
    public static CommandLine of(ShellCommand command) {
        CommandLine line = new CommandLine(command);
        // "--voice --bogus" is a mistake, and no voice.
        line.setUnmatchedOptionsAllowedAsOptionParameters(false);
        CommandSpec spec = line.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        usage.synopsisHeading(Text.tr("Usage:") + " ");
        usage.description(translated(command.getClass(), usage.description()));
        usage.header(translated(command.getClass(), usage.header()));
        usage.footer(translated(command.getClass(), usage.footer()));
        for (OptionSpec option : List.copyOf(spec.options())) {
            spec.remove(option);
            spec.addOption(option.toBuilder().description(description(option)).paramLabel(label(option)).build());
        }
        for (PositionalParamSpec parameter : List.copyOf(spec.positionalParameters())) {
            spec.remove(parameter);
            spec.addPositional(parameter.toBuilder().description(description(parameter)).paramLabel(label(parameter)).build());
        }
        return line;
    }

    /**
     * {@return what an argument is for, in the user's language, line by line}
     *
     * @param argument of a model that was made from annotations
     */
    public static String[] description(ArgSpec argument) {
        if (!(argument.userObject() instanceof Field field)) {
            return argument.description();
        }
        // Not as the model gives it, in which variables have their values already.
        Option option = field.getAnnotation(Option.class);
        String[] english = option != null ? option.description() : field.getAnnotation(Parameters.class).description();
        return translated(field.getDeclaringClass(), english);
    }

    /**
     * {@return what a command is for, in the user's language, line by line}
     *
     * @param command as annotated
     */
    public static String[] description(CommandSpec command) {
        return translated(command.userObject().getClass(), command.usageMessage().description());
    }

    /**
     * Prints a command's usage.
     *
     * @param line the command
     * @param console where to
     */
    public static void print(CommandLine line, Console console) {
        line.setUsageHelpWidth(Math.max(NARROW, Math.min(WIDE, console.width())));
        line.usage(console.out(), console.terminal() ? Ansi.ON : Ansi.OFF);
    }

    private static String label(ArgSpec argument) {
        String label = argument.paramLabel();
        // An option without a value has a label, too, which is nowhere shown.
        return LABELS.stream()
                .filter(known -> known.english().equals(label))
                .findFirst()
                .or(() -> argument.userObject() instanceof Field field ? Optional.of(Text.of(field.getDeclaringClass(), label)) : Optional.empty())
                .map(Text::toString)
                .orElse(label);
    }

    private static String[] translated(Class<?> room, String... english) {
        return Arrays.stream(english).map(each -> Text.of(room, each).toString()).toArray(String[]::new);
    }
}
