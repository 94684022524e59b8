package alan.home.esphome;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a stream from which nothing comes any more, since a read of it knows no time limit. */
final class StallGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StallGuard.class);

    private final InputStream in;
    private final Duration patience;
    private volatile int reads;
    private volatile boolean over;

    /**
     * Begins to watch.
     *
     * @param in that is read
     * @param patience how long nothing may come; it is noticed after twice that at the latest
     */
    StallGuard(InputStream in, Duration patience) {
        this.in = in;
        this.patience = patience;
        watch(0);
    }

    /** {@return the stream, of which each read is noted} */
    InputStream guarded() {
        return new CountedInput(in, () -> reads++);
    }

    private void watch(int seen) {
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
            if (!over && reads == seen) {
                LOG.debug("Nothing came for {}", patience);
                end();
            } else if (!over) {
                watch(reads);
            }
        });
    }

    private void end() {
        try {
            in.close();
        } catch (IOException e) {
            LOG.debug("Something was not closed", e);
        }
    }

    /** Watches no more. Does not close the stream. */
    @Override
    public void close() {
        over = true;
    }
}
