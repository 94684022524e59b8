package alan.tts.csm.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;

/**
 * What one call of a command works with: its streams and its folder.
 *
 * <p>Gogo's streams are channels, which close for ever, and the terminal with them, when a thread writes that is interrupted. So here an interruption
 * waits for what is being written, and is put off while something is written.
 */
final class Console {
    private static final int DEFAULT_WIDTH = 80;
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;
    private static final long PATIENCE_MS = 1000;

    private final CommandSession session;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean styled;
    private final boolean watched;
    private final Lock writing = new ReentrantLock();

    /** A console of the command that this thread executes. @param session of that command */
    Console(CommandSession session) {
        Process process = Process.Utils.current();
        this.session = session;
        this.out = stream(process == null ? session.getConsole() : process.out());
        this.err = stream(process == null ? session.getConsole() : process.err());
        Object type = session.get("TERM");
        boolean terminal = type != null && !type.toString().startsWith("dumb");
        this.styled = terminal && (process == null || process.isTty(STANDARD_OUTPUT));
        this.watched = terminal && (process == null || process.isTty(STANDARD_ERROR));
    }

    // Gogo's own streams encode by the machine's locale, which is ASCII in many a container, and do not pass a flush on to the terminal.
    private PrintStream stream(PrintStream gogo) {
        return new PrintStream(new Unbroken(gogo, session.getConsole()), true, StandardCharsets.UTF_8);
    }

    /** {@return the stream for results} */
    PrintStream out() {
        return out;
    }

    /** {@return the stream for everything that is not a result} */
    PrintStream err() {
        return err;
    }

    /** {@return whether results go to a terminal that knows styles} */
    boolean styled() {
        return styled;
    }

    /** {@return whether a person watches {@link #err}, on a terminal that can rewrite a line} */
    boolean watched() {
        return watched;
    }

    /** {@return columns of the terminal; 80 if there is none} */
    int width() {
        try {
            int columns = Integer.parseInt(String.valueOf(session.get("COLUMNS")));
            return columns > 0 ? columns : DEFAULT_WIDTH;
        } catch (NumberFormatException notSet) {
            return DEFAULT_WIDTH;
        }
    }

    /** {@return an absolute path; relative ones start at the session's folder} @param path as typed */
    Path resolve(Path path) {
        return session.currentDir().resolve(path).normalize();
    }

    /** Interrupts the command, but not while it writes; after a second anyway, for a terminal may be held up. @param worker its thread */
    void interrupt(Thread worker) {
        boolean quiet = false;
        try {
            quiet = writing.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            worker.interrupt();
        } finally {
            if (quiet) {
                writing.unlock();
            }
        }
    }

    /** A stream that outlives the interruption of whoever writes to it. */
    private final class Unbroken extends OutputStream {
        private final OutputStream to;
        private final OutputStream behind;

        Unbroken(OutputStream to, OutputStream behind) {
            this.to = to;
            this.behind = behind;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            unbroken(() -> to.write(bytes, from, length));
        }

        @Override
        public void flush() throws IOException {
            unbroken(() -> {
                to.flush();
                behind.flush();
            });
        }

        private void unbroken(Writing action) throws IOException {
            writing.lock();
            boolean interrupted = Thread.interrupted();
            try {
                action.run();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                writing.unlock();
            }
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
