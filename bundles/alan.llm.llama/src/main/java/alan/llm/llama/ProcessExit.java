package alan.llm.llama;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sees to it that a process is gone. */
final class ProcessExit {
    private ProcessExit() {}

    /**
     * Waits until a process has ended, and makes it end if it does not. An interrupt of the waiting thread is kept for later:
     * whoever asked for
     * the process's memory must be able to count on it.
     *
     * @param process to end
     * @param patience how long it may take to end by itself
     */
    static void await(Process process, Duration patience) {
        boolean interrupted = Thread.interrupted();
        boolean gone = false;
        try {
            gone = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException now) {
            interrupted = true;
        }
        if (!gone) {
            process.destroyForcibly();
        }
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
