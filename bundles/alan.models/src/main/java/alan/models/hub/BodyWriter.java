package alan.models.hub;

import alan.api.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Writes a response's body to a file, and gives up on a connection that has gone silent. */
final class BodyWriter {
    private static final String BREAKS_OFF = "the connection breaks off";
    private static final int BROKEN = -2;
    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private final Path part;
    private final Duration stall;
    private final LongConsumer progress;
    private volatile long lastRead;
    private volatile boolean silent;

    BodyWriter(Path part, Duration stall, LongConsumer progress) {
        this.part = part;
        this.stall = stall;
        this.progress = progress;
    }

    private static ScheduledThreadPoolExecutor watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "alan.models download watch");
            thread.setDaemon(true);
            return thread;
        });
        // Without work the thread ends, so that a replaced bundle is not kept alive by it.
        watch.setKeepAliveTime(5, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    /**
     * Reads to the end and appends.
     *
     * @param from offset of the body's first byte; 0 begins the file anew
     * @param total of the whole file; -1 if not known
     * @return nothing when the file is whole; else what went wrong with the connection
     * @throws HubException when more comes than was announced
     * @throws IOException when the file cannot be written
     */
    Optional<Text> write(InputStream body, long from, long total) throws HubException, IOException, InterruptedException {
        lastRead = System.nanoTime();
        long tick = Math.max(1, stall.toMillis() / 4);
        ScheduledFuture<?> watch = WATCH.scheduleWithFixedDelay(() -> closeIfSilent(body), tick, tick, TimeUnit.MILLISECONDS);
        StandardOpenOption how = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long done = from;
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            while (true) {
                int n = read(body, block);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (n == BROKEN) {
                    return Optional.of(silent ? Text.of("nothing comes any more") : Text.of(BREAKS_OFF));
                }
                if (n < 0) {
                    break;
                }
                out.write(block, 0, n);
                done += n;
                progress.accept(done);
                if (total >= 0 && done > total) {
                    throw new HubException(Text.of("it sends more than the %s bytes that it announced", total));
                }
            }
        } finally {
            watch.cancel(false);
        }
        return total >= 0 && done < total ? Optional.of(Text.of(BREAKS_OFF)) : Optional.empty();
    }

    /** Tells trouble with the network, which may pass, from trouble with the disk, which will not. */
    private int read(InputStream body, byte[] block) throws InterruptedException {
        try {
            int n = body.read(block);
            lastRead = System.nanoTime();
            return n;
        } catch (IOException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            return BROKEN;
        }
    }

    private void closeIfSilent(InputStream body) {
        if (System.nanoTime() - lastRead > stall.toNanos()) {
            silent = true;
            try {
                body.close();
            } catch (IOException e) {
                // It is being given up anyway.
            }
        }
    }
}
