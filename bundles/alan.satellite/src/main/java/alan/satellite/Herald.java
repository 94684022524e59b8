package alan.satellite;

import alan.api.satellite.Satellite.Watching;
import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteWatcher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells watchers what happens, in order, by a thread of its own, so that none of them holds up the sound. */
final class Herald implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Herald.class);

    private final List<SatelliteWatcher> watchers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "satellite-events");
        made.setDaemon(true);
        return made;
    });

    /** {@return ends what it begins} @param watcher is told from now on */
    Watching add(SatelliteWatcher watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Has something done each second. @param task what */
    void eachSecond(Runnable task) {
        thread.scheduleWithFixedDelay(() -> quietly(task), 1, 1, TimeUnit.SECONDS);
    }

    /** Tells all. @param kind of what happened @param detail of it @param status as it is now */
    void tell(SatelliteWatcher.Kind kind, String detail, SatelliteStatus status) {
        SatelliteWatcher.Event event = new SatelliteWatcher.Event(kind, detail);
        try {
            thread.execute(() -> watchers.forEach(each -> quietly(() -> each.happened(event, status))));
        } catch (RejectedExecutionException e) {
            LOG.debug("Nobody is told of {} any more", kind);
        }
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A watcher failed", e);
        }
    }

    /** Tells nothing more. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
