package alan.tts.csm.command;

import alan.api.AlanException;
import alan.api.text.Text;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Calls of a command, as Gogo makes them: the arguments go to picocli, then the command runs on a thread of its own while Gogo's waits, so that it
 * can always be stopped and cleans up.
 */
final class Calls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final long STOP_MS = 10_000;

    private final Map<Thread, Console> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Calls a command.
     *
     * @param session of the call
     * @param arguments as Gogo has them
     * @param command empty; filled from the arguments
     * @throws CommandFailed when it is called wrongly, fails, or is stopped
     */
    void call(CommandSession session, List<Object> arguments, CsmCommand command) throws CommandFailed {
        Console console = new Console(session);
        try {
            CommandLine line = Usage.of(command);
            String[] words = words(arguments);
            try {
                line.parseArgs(words);
            } catch (ParameterException e) {
                throw new CommandFailed(WrongCall.of(e, words));
            }
            if (line.isUsageHelpRequested()) {
                Usage.print(line, console);
            } else {
                work(line.getCommandName(), command, console);
            }
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    // A list, say from $args, counts as its elements. A variable that is not defined is null.
    private static String[] words(List<Object> arguments) throws CommandFailed {
        List<Object> words = arguments.stream()
                .flatMap(argument -> argument instanceof Collection<?> list ? list.stream() : Stream.of(new Object[] {argument}))
                .toList();
        if (words.contains(null)) {
            throw new CommandFailed(Text.of(
                    "A variable (after $) or a command (in brackets) in this line has no value; text with $ belongs in single quotes."));
        }
        return words.stream().map(Object::toString).toArray(String[]::new);
    }

    private void work(String name, CsmCommand command, Console console) throws CommandFailed {
        FutureTask<Void> task = new FutureTask<>(() -> {
            command.run(console);
            return null;
        });
        Thread worker = new Thread(task, name);
        running.put(worker, console);
        worker.start();
        try {
            task.get();
        } catch (ExecutionException e) {
            throw closed ? stopped() : failure(name, e.getCause());
        } catch (InterruptedException e) {
            stop(worker, console);
            Thread.currentThread().interrupt();
            throw stopped();
        } finally {
            running.remove(worker);
        }
    }

    private static CommandFailed failure(String name, Throwable cause) {
        if (cause instanceof InterruptedException) {
            return stopped();
        }
        if (cause instanceof AlanException said) {
            LOG.debug("{} failed", name, cause);
            return new CommandFailed(said.text());
        }
        LOG.error("{} failed", name, cause);
        return new CommandFailed(Text.of("%s failed with %s; the log says more.", name, cause.getClass().getSimpleName()));
    }

    private static CommandFailed stopped() {
        return new CommandFailed(Text.of("Stopped."));
    }

    // Whoever waits here has been interrupted already, and may be again: what runs must clean up all the same.
    private static void stop(Thread worker, Console console) {
        console.interrupt(worker);
        long deadline = System.nanoTime() + STOP_MS * 1_000_000;
        boolean interrupted = false;
        while (worker.isAlive() && System.nanoTime() < deadline) {
            try {
                worker.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (worker.isAlive()) {
            LOG.warn("{} does not stop", worker.getName());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops whatever runs, and waits until it has cleaned up; not for ever. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Calls::stop);
    }
}
