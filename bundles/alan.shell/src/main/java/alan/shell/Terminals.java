package alan.shell;

import java.io.Console;
import org.apache.felix.service.command.CommandSession;

/** Tells a session outside the interactive shell whether a person watches. */
final class Terminals {
    private Terminals() {}

    /**
     * Sets {@code TERM} and {@code COLUMNS}, as the interactive shell does, if the output is a terminal.
     *
     * @param session to tell
     * @param known {@code true} or {@code false} from somebody who knows; {@code null} to find out
     */
    static void describe(CommandSession session, String known) {
        if (known == null ? isTerminal(System.console()) : Boolean.parseBoolean(known)) {
            session.put("TERM", System.getenv().getOrDefault("TERM", "dumb"));
            session.put("COLUMNS", System.getenv().get("COLUMNS"));
        }
    }

    // Since Java 22 there is a console without a terminal, too, which only its new method tells.
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
