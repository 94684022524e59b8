package alan.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.command.Process;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one execution of a command works with: its streams, its folder, and what is to be closed when somebody stops it. */
public final class Console {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final int DEFAULT_WIDTH = 80;

    private final CommandSession session;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final boolean background;
    private final boolean last;
    private final Lock writing = new ReentrantLock();
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private boolean cancelled;

    /**
     * A console of the command that this thread executes.
     *
     * @param session of that command
     */
    Console(CommandSession session) {
        Process process = Process.Utils.current();
        this.session = session;
        this.in = process == null ? session.getKeyboard() : process.in();
        this.out = stream(process == null ? session.getConsole() : process.out());
        this.err = stream(process == null ? session.getConsole() : process.err());
        String type = text(session.get("TERM"));
        this.terminal = type != null && !type.startsWith("dumb") && (process == null || process.isTty(1));
        Job job = Job.Utils.current();
        this.background = job != null && job.status() == Job.Status.Background;
        this.last = process == null || job == null || job.processes().indexOf(process) == job.processes().size() - 1;
    }

    // Gogo's own streams encode by the machine's locale, which is ASCII in many a container; JSON and names are not. And they
    // do not pass a flush on to the terminal, which keeps what it gets until then.
    private PrintStream stream(PrintStream gogo) {
        return new PrintStream(new UnbrokenStream(gogo, session.getConsole(), writing), true, StandardCharsets.UTF_8);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /** {@return what is put in: what the command before it in a pipeline prints, or what is typed} */
    public InputStream in() {
        return in;
    }

    /** {@return the stream for results} */
    public PrintStream out() {
        return out;
    }

    /** {@return the stream for everything that is not a result} */
    public PrintStream err() {
        return err;
    }

    /** {@return the Gogo session} */
    public CommandSession session() {
        return session;
    }

    /** {@return whether a person watches, on a terminal that can rewrite a line} */
    public boolean terminal() {
        return terminal;
    }

    /** {@return whether the command runs in the background of its session} */
    boolean background() {
        return background;
    }

    /** {@return whether no other command reads what this one prints: it is the last of its pipeline} */
    boolean last() {
        return last;
    }

    /** {@return columns of the terminal; 80 if there is none} */
    public int width() {
        try {
            int columns = Integer.parseInt(String.valueOf(session.get("COLUMNS")));
            return columns > 0 ? columns : DEFAULT_WIDTH;
        } catch (NumberFormatException notSet) {
            return DEFAULT_WIDTH;
        }
    }

    /**
     * {@return an absolute path} Relative ones start at the session's folder.
     *
     * @param path as typed
     */
    public Path resolve(Path path) {
        return session.currentDir().resolve(path).normalize();
    }

    /**
     * Has something closed when somebody stops the command, so that whoever waits for it wakes up.
     *
     * @param resource the command closes it when all goes well
     * @return the resource, closed already if the command has been stopped
     */
    public <T extends AutoCloseable> T closing(T resource) {
        synchronized (resources) {
            if (!cancelled) {
                resources.push(resource);
                return resource;
            }
        }
        close(resource);
        return resource;
    }

    /**
     * Takes back what {@link #closing} promised: the command has closed it.
     *
     * @param resource as given there
     */
    public void closed(AutoCloseable resource) {
        synchronized (resources) {
            resources.remove(resource);
        }
    }

    /** {@return whether somebody has stopped the command} */
    public boolean cancelled() {
        synchronized (resources) {
            return cancelled;
        }
    }

    /** Stops the command: closes everything given to {@link #closing}, the newest first. Does nothing the second time. */
    void cancel() {
        Deque<AutoCloseable> open;
        synchronized (resources) {
            cancelled = true;
            open = new ArrayDeque<>(resources);
            resources.clear();
        }
        open.forEach(Console::close);
    }

    /** Interrupts the command, but not while it writes. @param worker its thread */
    void interrupt(Thread worker) {
        UnbrokenStream.interrupt(worker, writing);
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("Could not close {}", resource, e);
        }
    }
}
