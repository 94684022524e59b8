package alan.home.health;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Works on requests, some at the same time, and interrupts the one that takes too long. The JDK's server reads a request in the thread that answers it, and waits for as long as its client likes; an interrupt
 * closes that connection. The JDK has a limit of its own, {@code sun.net.httpserver.maxReqTime}, but reads it once for all of this Java, and whoever makes the first server decides.
 */
final class RequestThreads implements Executor, AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final Duration limit;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor clock;

    /**
     * @param most requests that are worked on at the same time; the others wait
     * @param limit of the time for one, from its first byte to the last of its answer
     */
    RequestThreads(int most, Duration limit) {
        this.limit = limit;
        threads = new ThreadPoolExecutor(most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons("home-health"));
        // Nobody asks most of the time.
        threads.allowCoreThreadTimeOut(true);
        clock = new ScheduledThreadPoolExecutor(1, daemons("home-health-clock"));
        clock.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(Runnable request) {
        threads.execute(() -> {
            // Interrupts this request only, never the next one in the same thread.
            FutureTask<Void> task = new FutureTask<>(request, null);
            ScheduledFuture<?> end = clock.schedule(() -> task.cancel(true), limit.toMillis(), TimeUnit.MILLISECONDS);
            task.run();
            end.cancel(false);
        });
    }

    /** Interrupts all that are being worked on. */
    @Override
    public void close() {
        threads.shutdownNow();
        clock.shutdownNow();
    }
}
