package alan.launcher;

import alan.api.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the user asked the program to do.
 *
 * @param mode see {@link Mode}
 * @param line the Gogo command line of {@link Mode#RUN}; {@code null} otherwise
 * @param settings of a node, which go before those of its configuration, by the names of their framework properties: {@code alan.home.bind}
 */
record Command(Mode mode, String line, Map<String, String> settings) {
    Command(Mode mode, String line) {
        this(mode, line, Map.of());
    }

    /** How a node runs. */
    enum Mode {
        /** One command line, then the end. */
        RUN,
        /** The Gogo shell. */
        SHELL,
        /** Until it is stopped. */
        NODE,
        /** Not at all: only whether its options are right is said, for whoever writes them down for later. */
        CHECK
    }

    private static final String USAGE = """
            Alan: a companion that runs in your own home.

              alan demo [RECORDING] [--out DIR]   a spoken question gets a spoken answer
              alan shell                          the shell on a live node (help lists the commands)
              alan run "COMMAND"                  one command, then the end: alan run "alan:ask 'What is the moon?'"
              alan node [--home.bind ADDRESS]     headless, until it is stopped; serves Home Assistant on this machine,
                                                  or on the whole network with --home.bind 0.0.0.0
              alan install-service [OPTION…]      as a service of systemd, with the options of alan node; by root
              alan uninstall-service              no longer; settings, models and voices stay

            Before these words: --data DIR (models, logs), --config DIR (configuration).
            The environment variables ALAN_DATA, ALAN_CONFIG and ALAN_JAVA_OPTS say the same.
            """;

    /** {@return how the program is called} */
    static String usage() {
        return Text.tr(USAGE);
    }

    /** The arguments make no sense; the message is a sentence for the user. */
    static final class UsageException extends Exception implements Text.Told {
        private static final long serialVersionUID = 1L;

        private final transient Text text;

        /** @param sentence an English pattern, see {@link Text} @param arguments for it */
        UsageException(String sentence, Object... arguments) {
            this(Text.ofThrower(sentence, arguments));
        }

        private UsageException(Text text) {
            super(text.english());
            this.text = text;
        }

        /** {@return the sentence} */
        @Override
        public Text text() {
            return text;
        }
    }

    /**
     * {@return what the arguments ask for}
     *
     * @param arguments of the program, without {@code --data} and {@code --config}
     */
    static Command of(String... arguments) throws UsageException {
        if (arguments.length == 0) {
            throw new UsageException("Say what to do: demo, shell, run or node (alan --help explains them).");
        }
        List<String> rest = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        switch (arguments[0]) {
            case "demo" -> {
                return new Command(Mode.RUN, rest.stream().map(Command::quote).collect(Collectors.joining(" ", "alan:demo ", "")).strip());
            }
            case "run" -> {
                if (rest.size() != 1 || rest.get(0).isBlank()) {
                    throw new UsageException("run takes one command line in quotes, such as: alan run \"alan:say 'Good morning.'\"");
                }
                return new Command(Mode.RUN, rest.get(0));
            }
            case "shell", "node" -> {
                if (!rest.isEmpty() && rest.get(0).matches("--(data|config)")) {
                    throw new UsageException("%1$s stands before %2$s: alan %1$s DIR %2$s", rest.get(0), arguments[0]);
                }
                if (arguments[0].equals("node")) {
                    return new Command(Mode.NODE, null, NodeOptions.of(rest));
                }
                if (!rest.isEmpty()) {
                    throw new UsageException("%s takes no argument, but got '%s'.", arguments[0], rest.get(0));
                }
                return new Command(Mode.SHELL, null);
            }
            case "check-node" -> {
                return new Command(Mode.CHECK, null, NodeOptions.of(rest));
            }
            default -> throw arguments[0].startsWith("-")
                    ? new UsageException("There is no option %s; before demo, shell, run or node stand only --data DIR and --config DIR.",
                            arguments[0])
                    : new UsageException(
                    "There is no '%s'. Say demo, shell, run or node (alan --help explains them).", arguments[0]);
        }
    }

    /** {@return an argument as Gogo reads it back: in single quotes, within which only the quote itself means anything} */
    static String quote(String argument) {
        // A quote cannot stand within quotes: close them, add it escaped, open them again.
        return "'" + argument.replace("'", "'\\''") + "'";
    }
}
