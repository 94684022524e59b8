package alan.engines;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.Lease;
import alan.api.model.Models;
import alan.api.text.Text;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads one engine in the place of another. Where both fit in memory, the old one goes on serving meanwhile, so that nobody waits. Where they do
 * not, the old one is unloaded first, when its last user has ended, and whoever comes waits for the new one.
 */
final class Swap {
    private static final Logger LOG = LoggerFactory.getLogger(Swap.class);
    private static final double GIGA = 1e9;
    /** What must be left beyond what an engine says that it takes, as a share of that. */
    private static final double MARGIN = 0.1;

    private final EngineServices services;
    private final Models models;
    private final LongSupplier available;
    private final IntSupplier deadlineSeconds;
    private final Map<EngineKind, ReentrantLock> locks = new EnumMap<>(EngineKind.class);

    /**
     * @param services the engines
     * @param models tells sizes
     * @param available main memory that new programs can have, in bytes; 0 if not known
     * @param deadlineSeconds how long a running turn may hold an engine that leaves
     */
    Swap(EngineServices services, Models models, LongSupplier available, IntSupplier deadlineSeconds) {
        this.services = services;
        this.models = models;
        this.available = available;
        this.deadlineSeconds = deadlineSeconds;
        for (EngineKind kind : EngineKind.values()) {
            locks.put(kind, new ReentrantLock());
        }
    }

    /**
     * What nobody may do twice at a time.
     *
     * @param <T> what comes of it
     */
    interface Work<T> {
        T run() throws AlanException;
    }

    /** {@return what some work gives, during which nobody else swaps engines of a kind} */
    <T> T alone(EngineKind kind, Work<T> work) throws AlanException {
        ReentrantLock lock = locks.get(kind);
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether an engine of a kind may be on its way though there is none to be had at present} */
    boolean isUnderWay(EngineKind kind) {
        return services.open(kind).stream().anyMatch(Entry::isPaused);
    }

    /** {@return how long whoever comes has to wait at most, in ms} */
    long patience() {
        return 2 * TimeUnit.SECONDS.toMillis(deadlineSeconds.getAsInt()) + TimeUnit.MINUTES.toMillis(2);
    }

    /**
     * Loads an engine.
     *
     * @param next to be loaded
     * @param notice told before a pause
     * @return whether it could be loaded; {@code false} when it is just leaving
     * @throws AlanException when it could not; what was unloaded for it gives leases again, and is loaded by the next
     */
    boolean load(Entry next, Consumer<Text> notice) throws AlanException {
        return alone(next.kind(), () -> {
            List<Entry> others = services.open(next.kind()).stream().filter(entry -> entry != next && entry.isReady()).toList();
            long needed = next.memory(models);
            long free = available.getAsLong();
            if (next.isReady() || others.isEmpty() || free == 0 || needed * (1 + MARGIN) <= free) {
                return tryOut(next);
            }
            notice.accept(Text.of("%s needs %.1f GB of memory, and %.1f GB are free: %s is unloaded first, so there will be a pause.", next.fullName(),
                    needed / GIGA, free / GIGA, Names.list(others.stream().map(Entry::fullName).toList())));
            return oneAfterAnother(next, others);
        });
    }

    private boolean oneAfterAnother(Entry next, List<Entry> others) throws AlanException {
        next.pause();
        others.forEach(Entry::pause);
        try {
            others.forEach(entry -> entry.vacate(TimeUnit.SECONDS.toMillis(deadlineSeconds.getAsInt())));
            next.resume();
            return tryOut(next);
        } finally {
            next.resume();
            others.forEach(Entry::resume);
            services.announce();
        }
    }

    /** {@return whether an engine could be loaded, as its first lease would; {@code false} when it is just leaving} */
    private static boolean tryOut(Entry entry) throws AlanException {
        try (Lease<?> lease = entry.acquire(entry.kind().contract(), "alan:use")) {
            return lease != null;
        }
    }

    /** Loads an engine that was configured anew while its old self is in use, beside whoever registers it. */
    void succeed(Entry next) {
        if (services.predecessor(next) == null) {
            return;
        }
        Thread thread = new Thread(() -> {
            try {
                load(next, notice -> LOG.info("{}", notice.english()));
            } catch (AlanException e) {
                LOG.warn("{} goes on as it was configured before: {}", next.fullName(), e.getMessage(), e.getCause());
            }
        }, "alan.engines: " + next.fullName());
        thread.setDaemon(true);
        thread.start();
    }
}
