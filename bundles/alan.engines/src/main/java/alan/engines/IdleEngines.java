package alan.engines;

import alan.api.AlanException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unloads engines that nobody has used for a time: a small machine has other uses for their memory at night. Has a thread only if there is such a time. */
final class IdleEngines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdleEngines.class);
    /** How often it looks, in seconds. A minute is the shortest time that can be configured. */
    private static final long LOOK = 15;

    private final Supplier<List<Entry>> entries;
    private ScheduledExecutorService thread;

    /** @param entries all engines that there are */
    IdleEngines(Supplier<List<Entry>> entries) {
        this.entries = entries;
    }

    /** Begins, or goes on with another time. @param minutes 0 for never */
    synchronized void after(int minutes) {
        close();
        if (minutes > 0) {
            thread = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "idle-engines");
                made.setDaemon(true);
                return made;
            });
            thread.scheduleWithFixedDelay(() -> unload(TimeUnit.MINUTES.toNanos(minutes)), LOOK, LOOK, TimeUnit.SECONDS);
        }
    }

    /** Loads those again that were unloaded, in the background, those that are needed first before the others. */
    synchronized void rouse() {
        if (thread != null && entries.get().stream().anyMatch(Entry::isResting)) {
            thread.execute(this::load);
        }
    }

    private void load() {
        for (Entry entry : entries.get().stream().sorted(Comparator.comparing(Entry::kind)).toList()) {
            try {
                entry.rouse("whoever speaks next");
            } catch (AlanException | RuntimeException e) {
                LOG.warn("{} could not be loaded again", entry.fullName(), e);
            }
        }
    }

    /** Unloads those that nobody has used for so long. @param nanos how long */
    void unload(long nanos) {
        for (Entry entry : entries.get()) {
            try {
                entry.unloadIfIdle(nanos);
            } catch (RuntimeException e) {
                LOG.warn("{} could not be unloaded", entry.fullName(), e);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }
}
