package alan.shell;

import org.apache.felix.service.command.CommandSession;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/**
 * Takes Ctrl-C for the time of a command. Gogo's own handler abandons the command's thread and shows an {@code
 * InterruptedException}; this one lets the command end by itself.
 */
final class TerminalInterrupt implements AutoCloseable {
    // Where Gogo's JLine shell keeps its terminal.
    private static final String TERMINAL = ".terminal";

    private final Runnable disarm;

    private TerminalInterrupt(Runnable disarm) {
        this.disarm = disarm;
    }

    /**
     * Takes the signal, if the session has a terminal and nobody runs in its foreground already.
     *
     * @param session of the command
     * @param stop called on Ctrl-C, on a thread of its own
     * @return what gives the signal back
     */
    static TerminalInterrupt arm(CommandSession session, Runnable stop) {
        Object terminal = session.get(TERMINAL);
        return new TerminalInterrupt(terminal == null ? () -> {} : JLine.arm(terminal, stop));
    }

    @Override
    public void close() {
        disarm.run();
    }

    /** Apart, so that nothing of JLine is needed where there is no terminal. */
    private static final class JLine {
        static Runnable arm(Object object, Runnable stop) {
            if (!(object instanceof Terminal terminal)) {
                return () -> {};
            }
            SignalHandler before = terminal.handle(Signal.INT, signal -> new Thread(stop, "alan stop").start());
            return () -> terminal.handle(Signal.INT, before);
        }
    }
}
