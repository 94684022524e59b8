package alan.engines;

import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * The engine services that there are, an {@link Entry} each; and a place to wait for a change among them.
 *
 * <p>A service that is withdrawn is announced here while it still works, and the withdrawal goes on when {@link Customizer#removedService} returns:
 * after the engine's last lease.
 */
final class EngineServices implements AutoCloseable {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Object change = new Object();
    /** The last withdrawal of each engine, by its kind and full name. Guarded by {@link #change}. */
    private final Map<String, Withdrawal> withdrawn = new HashMap<>();

    private final LongSupplier deadlineMillis;
    private final Consumer<Entry> added;
    private final ServiceTracker<Engine, Entry> tracker;

    /**
     * Starts to listen.
     *
     * @param context of this bundle
     * @param deadlineMillis how long a withdrawal waits at most, asked for each
     * @param added told of each new engine, by the thread that registers it
     */
    EngineServices(BundleContext context, LongSupplier deadlineMillis, Consumer<Entry> added) {
        this.deadlineMillis = deadlineMillis;
        this.added = added;
        this.tracker = new ServiceTracker<>(context, filter(), new Customizer(context));
        tracker.open(true);
    }

    private static Filter filter() {
        String classes = Arrays.stream(EngineKind.values())
                .map(kind -> "(objectClass=" + kind.contract().getName() + ")")
                .collect(Collectors.joining());
        try {
            return FrameworkUtil.createFilter("(|" + classes + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the engines of every kind, those that leave included} */
    List<Entry> all() {
        return List.copyOf(entries);
    }

    /** {@return the engines of a kind, those that leave included} */
    List<Entry> all(EngineKind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    /** {@return the engines of a kind that do not leave} */
    List<Entry> open(EngineKind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind && !entry.isLeaving()).toList();
    }

    /**
     * {@return the engines of a kind that give leases} An engine that has been configured anew may be there twice for a while: the old one serves
     * until the new one is loaded.
     */
    List<Entry> available(EngineKind kind) {
        List<Entry> open = open(kind);
        return open.stream().filter(entry -> !entry.isPaused() && open.stream().filter(other -> other != entry && other.isSame(entry))
                .noneMatch(other -> other.isReady() && (!entry.isReady() || other.serviceId() > entry.serviceId())
                        || !entry.isReady() && other.serviceId() > entry.serviceId())).toList();
    }

    /** {@return the loaded engine that a new one will take the place of; {@code null} if there is none} */
    Entry predecessor(Entry entry) {
        return open(entry.kind()).stream().filter(other -> other != entry && other.isSame(entry) && other.isReady()).findFirst().orElse(null);
    }

    /** Wakes those who wait for a change. */
    void announce() {
        synchronized (change) {
            change.notifyAll();
        }
    }

    /**
     * {@return how long ago an engine of the kind was withdrawn, in ms; {@link Long#MAX_VALUE} if never}
     *
     * @param which of them, by their properties
     */
    long millisSinceWithdrawal(EngineKind kind, Predicate<Map<String, Object>> which) {
        synchronized (change) {
            long now = System.nanoTime();
            return withdrawn.values().stream().filter(each -> each.kind == kind && which.test(each.properties))
                    .mapToLong(each -> TimeUnit.NANOSECONDS.toMillis(now - each.nanos)).min().orElse(Long.MAX_VALUE);
        }
    }

    /**
     * Waits until something is so.
     *
     * @param condition asked at every change; {@code null} while it is not so
     * @param millis how long to wait at most
     * @return what the condition gave; {@code null} when the time was over
     * @throws InterruptedException when the thread was interrupted
     */
    <T> T await(Supplier<T> condition, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (change) {
            while (true) {
                T found = condition.get();
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (found != null || left <= 0) {
                    return found;
                }
                change.wait(left);
            }
        }
    }

    @Override
    public void close() {
        tracker.close();
    }

    private void noteWithdrawal(Entry entry) {
        synchronized (change) {
            withdrawn.put(entry.kind() + " " + entry.fullName(), new Withdrawal(entry.kind(), Map.copyOf(entry.properties()), System.nanoTime()));
        }
    }

    /** An engine that is no more. @param nanos when that was, as {@link System#nanoTime} */
    private record Withdrawal(EngineKind kind, Map<String, Object> properties, long nanos) {}

    /** Keeps {@link #entries} equal to the services that there are. */
    private final class Customizer implements ServiceTrackerCustomizer<Engine, Entry> {
        private final BundleContext context;

        Customizer(BundleContext context) {
            this.context = context;
        }

        @Override
        public Entry addingService(ServiceReference<Engine> reference) {
            Entry entry = new Entry(kind(reference), properties(reference), () -> context.getService(reference));
            entries.add(entry);
            announce();
            added.accept(entry);
            return entry;
        }

        @Override
        public void modifiedService(ServiceReference<Engine> reference, Entry entry) {
            entry.properties(properties(reference));
            announce();
        }

        @Override
        public void removedService(ServiceReference<Engine> reference, Entry entry) {
            noteWithdrawal(entry);
            entry.withdraw(deadlineMillis.getAsLong());
            entries.remove(entry);
            noteWithdrawal(entry);
            context.ungetService(reference);
            announce();
        }

        private EngineKind kind(ServiceReference<Engine> reference) {
            List<String> classes = List.of((String[]) reference.getProperty("objectClass"));
            return Arrays.stream(EngineKind.values())
                    .filter(kind -> classes.contains(kind.contract().getName()))
                    .findFirst()
                    .orElseThrow();
        }

        private Map<String, Object> properties(ServiceReference<Engine> reference) {
            Map<String, Object> all = new HashMap<>();
            for (String key : reference.getPropertyKeys()) {
                all.put(key, reference.getProperty(key));
            }
            return all;
        }
    }
}
