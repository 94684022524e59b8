package alan.shell;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** How a command is to be called, for people. */
public final class Usage {
    private static final int NARROW = 60;
    private static final int WIDE = 110;

    private Usage() {}

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

    /** {@return one sentence about a wrong call, and where to look} */
    static String sentence(CommandLine line, ParameterException problem) {
        String first = problem.getMessage().lines().findFirst().orElse("Wrong arguments").strip();
        String end = first.endsWith(".") || first.endsWith("?") ? "" : ".";
        return first + end + " Try " + line.getCommandName() + " --help";
    }
}
