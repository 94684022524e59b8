package alan.home.esphome;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a stream from which nothing comes though it is being read, since a read knows no time limit. */
final class StallGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StallGuard.class);

    private final InputStream in;
    private final Duration patience;
    /** Of reads that have begun or ended: odd while one is under way. */
    private final AtomicInteger steps = new AtomicInteger();
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

    /** {@return the stream, of which each read is noted; for one thread} */
    InputStream guarded() {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                steps.incrementAndGet();
                int read = super.read();
                steps.incrementAndGet();
                return read;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                steps.incrementAndGet();
                int read = super.read(bytes, from, length);
                steps.incrementAndGet();
                return read;
            }
        };
    }

    private void watch(int seen) {
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
            int now = steps.get();
            if (!over && now == seen && now % 2 == 1) {
                LOG.debug("Nothing came for {}", patience);
                Fetcher.close(in);
            } else if (!over) {
                watch(now);
            }
        });
    }

    /** Watches no more. Does not close the stream. */
    @Override
    public void close() {
        over = true;
    }
}
