package alan.shell;

import alan.api.AlanException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a command on a thread of its own, while the session's thread waits, so that a command can always be stopped: what it
 * waits for is closed, and its thread interrupted.
 */
final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);
    private static final long STOP_SECONDS = 10;

    private static final Map<Thread, Runnable> RUNNING = new ConcurrentHashMap<>();

    private Execution() {}

    /**
     * Stops whatever runs, and waits until it has cleaned up; not for ever.
     *
     * @throws InterruptedException when the wait is interrupted
     */
    static void stopAll() throws InterruptedException {
        for (Map.Entry<Thread, Runnable> running : RUNNING.entrySet()) {
            running.getValue().run();
            running.getKey().join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        }
    }

    /**
     * Runs a command to its end.
     *
     * @param name for the thread and the log
     * @param command with its arguments filled in
     * @param console of this execution
     * @throws CommandFailed when it fails or somebody stops it
     */
    static void run(String name, ShellCommand command, Console console) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            command.run(console);
            return null;
        });
        Thread worker = new Thread(task, name);
        // Not the one that happens to lead here, which in the interactive shell is JLine's.
        worker.setContextClassLoader(Execution.class.getClassLoader());
        Runnable stop = () -> {
            console.cancel();
            console.interrupt(worker);
        };
        RUNNING.put(worker, stop);
        worker.start();
        try (TerminalInterrupt interrupt = TerminalInterrupt.arm(console.session(), stop)) {
            await(name, task, console, stop);
        } finally {
            RUNNING.remove(worker);
        }
    }

    private static void await(String name, FutureTask<Void> task, Console console, Runnable stop) {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw failure(name, e.getCause(), console);
        } catch (InterruptedException e) {
            stop.run();
            settle(name, task);
            Thread.currentThread().interrupt();
            throw CommandFailed.stopped();
        }
    }

    private static void settle(String name, FutureTask<Void> task) {
        try {
            task.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("{} does not stop", name);
        } catch (InterruptedException | ExecutionException e) {
            LOG.debug("{} ended when it was stopped", name, e);
        }
    }

    private static CommandFailed failure(String name, Throwable cause, Console console) {
        if (console.cancelled() || cause instanceof InterruptedException) {
            return CommandFailed.stopped();
        }
        if (cause instanceof CommandFailed failed) {
            return failed;
        }
        if (cause instanceof AlanException said) {
            LOG.debug("{} failed", name, cause);
            return new CommandFailed(said.text());
        }
        LOG.error("{} failed", name, cause);
        return new CommandFailed("%s failed with %s; the log says more.", name, cause.getClass().getSimpleName());
    }
}
