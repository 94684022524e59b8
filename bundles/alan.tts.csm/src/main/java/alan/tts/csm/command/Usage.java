package alan.tts.csm.command;

import alan.api.text.Text;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a command is to be called, for people. The annotations say it in English; picocli is handed the translations as a resource bundle. */
final class Usage {
    private static final int NARROW = 60;
    private static final int WIDE = 110;

    /** The words that stand for an argument: {@code paramLabel = "${bundle:FILE}"}. */
    private static final List<Text> LABELS = List.of(Text.of("TEXT"), Text.of("FILE"), Text.of("FOLDER"));

    private Usage() {}

    /** {@return picocli's model of a command, its help in the user's language} @param command as annotated; filled when a line is parsed */
    static CommandLine of(CsmCommand command) {
        CommandLine line = new CommandLine(command);
        Map<String, String> said = new HashMap<>();
        LABELS.forEach(label -> said.put(label.english(), label.toString()));
        said.put("usage.synopsisHeading", Text.tr("Usage:") + " ");
        Class<?> type = command.getClass();
        said.put("usage.description", translated(type, type.getAnnotation(Command.class).description()));
        line.getCommandSpec().args().forEach(argument -> said.put(key(argument), description(argument)));
        line.getCommandSpec().resourceBundle(new Said(said));
        return line;
    }

    /** {@return by what picocli looks an argument's description up} */
    private static String key(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName().substring(2) : argument.descriptionKey();
    }

    private static String description(ArgSpec argument) {
        Field field = (Field) argument.userObject();
        Option option = field.getAnnotation(Option.class);
        return translated(field.getDeclaringClass(), option != null ? option.description() : field.getAnnotation(Parameters.class).description());
    }

    private static String translated(Class<?> room, String... english) {
        return Text.of(room, english[0]).toString();
    }

    /** Prints a command's usage. @param line the command @param console where to */
    static void print(CommandLine line, Console console) {
        line.setUsageHelpWidth(Math.max(NARROW, Math.min(WIDE, console.width())));
        line.usage(console.out(), console.styled() ? Ansi.ON : Ansi.OFF);
    }

    /** Texts by picocli's keys. */
    private static final class Said extends ResourceBundle {
        private final Map<String, String> texts;

        Said(Map<String, String> texts) {
            this.texts = texts;
        }

        @Override
        protected Object handleGetObject(String key) {
            return texts.get(key);
        }

        @Override
        public Enumeration<String> getKeys() {
            return Collections.enumeration(texts.keySet());
        }
    }
}
