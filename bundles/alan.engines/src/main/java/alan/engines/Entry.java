package alan.engines;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.EngineStatus.State;
import alan.api.engine.Lease;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.api.text.Text;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One engine service: its state, and who holds it.
 *
 * <p>Two locks, always taken in this order: {@code loading} around load and unload, which take long; this object's monitor around the fields,
 * briefly.
 */
final class Entry {
    private static final Logger LOG = LoggerFactory.getLogger(Entry.class);

    private static final long MEBIBYTE = 1 << 20;
    private static final EngineInfo NOTHING_KNOWN = new EngineInfo(Set.of(), List.of(), "none", false, Map.of());
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final EngineKind kind;
    private final Supplier<Engine> service;
    private final Object loading = new Object();
    private final Holders holders = new Holders();
    private final Questions questions = new Questions();

    // Guarded by this.
    private Map<String, Object> properties;
    private Engine engine;
    private State state = State.IDLE;
    private boolean leaving;
    private boolean paused;
    private boolean retired;
    /** It was unloaded since nobody used it, and has not been loaded again. */
    private boolean resting;
    private Text problem;
    /** What the process grew by while the engine was loaded, in bytes; 0 if not known. */
    private long grown;
    /** When it was last loaded or given back, as {@link System#nanoTime}. */
    private long used = System.nanoTime();

    /**
     * @param kind of engine
     * @param properties of the service
     * @param service gets the service object; {@code null} when it cannot be activated
     */
    Entry(EngineKind kind, Map<String, Object> properties, Supplier<Engine> service) {
        this.kind = kind;
        this.properties = Map.copyOf(properties);
        this.service = service;
    }

    EngineKind kind() {
        return kind;
    }

    synchronized Map<String, Object> properties() {
        return properties;
    }

    synchronized void properties(Map<String, Object> changed) {
        properties = Map.copyOf(changed);
    }

    String engineName() {
        return String.valueOf(properties().getOrDefault(Engine.NAME, "unnamed"));
    }

    String backend() {
        return (String) properties().get(Engine.BACKEND);
    }

    String fullName() {
        return backend() == null ? engineName() : engineName() + "/" + backend();
    }

    /** {@return the PID of the engine's configuration: its component's name} */
    String pid() {
        return String.valueOf(properties().get("component.name"));
    }

    int ranking() {
        return properties().get("service.ranking") instanceof Integer ranking ? ranking : 0;
    }

    long serviceId() {
        return properties().get("service.id") instanceof Long id ? id : Long.MAX_VALUE;
    }

    synchronized boolean isLeaving() {
        return leaving;
    }

    /** {@return whether it gives no leases for the time being} */
    synchronized boolean isPaused() {
        return paused;
    }

    synchronized boolean isReady() {
        return state == State.READY;
    }

    /** {@return whether one is the other, configured anew} */
    boolean isSame(Entry other) {
        return kind == other.kind && fullName().equals(other.fullName()) && pid().equals(other.pid());
    }

    /** {@return main memory that loading it takes, in bytes, about; 0 if not known} @param models tells sizes */
    long memory(Models models) {
        Engine found = peek();
        long told = found == null ? 0 : questions.ask(found::memory, 0L);
        List<String> needed = info().models();
        return told > 0 ? told : models.list().stream().filter(model -> needed.contains(model.id())).mapToLong(Model::bytes).sum();
    }

    boolean knows(String language) {
        if (language == null) {
            return true;
        }
        Set<String> languages = info().languages();
        return languages.isEmpty() || languages.contains(language);
    }

    /** {@return whether nothing has to be installed before it can be loaded} */
    boolean isInstalled(Models models) {
        EngineInfo info = info();
        return info.loaded() || models.areInstalled(info.models());
    }

    /**
     * Takes a lease, and loads the engine first if need be.
     *
     * @return the lease; {@code null} when the engine is just leaving and another should be sought
     * @throws AlanException when it cannot be loaded
     */
    <E extends Engine> Lease<E> acquire(Class<E> contract, String holder) throws AlanException {
        synchronized (this) {
            if (leaving || paused) {
                return null;
            }
            // The holder counts from here on, so that an engine is not withdrawn from under its own loading.
            holders.add(holder);
            retired = false;
        }
        boolean taken = false;
        try {
            Lease<E> lease = new HeldEngine<>(contract.cast(load()), fullName(), well -> release(holder, well));
            taken = true;
            return lease;
        } finally {
            if (!taken) {
                release(holder, false);
            }
        }
    }

    private Engine load() throws AlanException {
        synchronized (loading) {
            Engine target = engine();
            synchronized (this) {
                if (state == State.READY && target.info().loaded()) {
                    return target;
                }
                state = State.LOADING;
                resting = false;
            }
            try {
                OptionalLong before = Resident.bytes();
                target.load();
                OptionalLong after = Resident.bytes();
                settle(State.READY, null);
                synchronized (this) {
                    grown = before.isPresent() && after.isPresent() ? after.getAsLong() - before.getAsLong() : 0;
                }
                return target;
            } catch (AlanException e) {
                settle(State.FAILED, e.text());
                throw e;
            } catch (RuntimeException | Error e) {
                // Also memory that is not there: the machine has no room for this engine, and goes on without it.
                AlanException failure = new AlanException("The engine %s could not be loaded: %s. The log has the details.", fullName(),
                        e.toString(), e);
                settle(State.FAILED, failure.text());
                throw failure;
            }
        }
    }

    /** It failed at its work. It is asked again all the same: what went wrong may not go wrong again. @param sentence that says how */
    synchronized void failed(Text sentence) {
        problem = Text.of("at %s: %s", TIME.format(LocalTime.now()), sentence);
    }

    private synchronized void settle(State next, Text sentence) {
        used = System.nanoTime();
        state = next;
        problem = sentence;
    }

    private Engine engine() throws AlanException {
        Engine found = peek();
        if (found == null) {
            throw new AlanException("The engine %s could not be started. The log says why.", fullName());
        }
        return found;
    }

    private Engine peek() {
        synchronized (this) {
            if (engine != null) {
                return engine;
            }
        }
        // Outside the monitor: this activates the component, which may take other locks.
        Engine found = service.get();
        synchronized (this) {
            if (engine == null) {
                engine = found;
            }
            return engine;
        }
    }

    private void release(String holder, boolean well) {
        if (well) {
            synchronized (this) {
                // Whatever was wrong with a request before, or with the engine, this one was served.
                problem = state == State.READY ? null : problem;
            }
        }
        if (holders.remove(holder)) {
            synchronized (this) {
                used = System.nanoTime();
            }
            unloadIfRetired();
        }
    }

    /** No longer the chosen one: its memory is given back once nobody uses it. */
    void retire() {
        synchronized (this) {
            retired = true;
        }
        unloadIfRetired();
    }

    /** Gives no leases until {@link #resume}. */
    synchronized void pause() {
        paused = true;
    }

    synchronized void resume() {
        paused = false;
    }

    /** Waits for the last lease, or until the time is over, and gives the memory back. Only while it is paused. @param millis to wait at most */
    void vacate(long millis) {
        holders.awaitNone(millis, fullName() + " must make room");
        synchronized (loading) {
            unload();
        }
    }

    private void unloadIfRetired() {
        synchronized (loading) {
            synchronized (this) {
                if (!retired || leaving || !holders.isEmpty() || engine == null || state == State.IDLE) {
                    return;
                }
            }
            unload();
        }
    }

    /** Gives its memory back if nobody has used it for so long; whoever needs it next has it loaded again. @param nanos how long */
    void unloadIfIdle(long nanos) {
        synchronized (loading) {
            synchronized (this) {
                if (state != State.READY || leaving || paused || !holders.isEmpty() || System.nanoTime() - used < nanos) {
                    return;
                }
            }
            LOG.info("{} is unloaded, since nobody has used it for a while", fullName());
            unload();
            synchronized (this) {
                resting = true;
            }
        }
    }

    synchronized boolean isResting() {
        return resting && !leaving && !paused && !retired;
    }

    /** Loads it again, if it rests. @param holder for whom @throws AlanException when it cannot be loaded */
    void rouse(String holder) throws AlanException {
        if (isResting()) {
            Lease<?> lease = acquire(kind.contract(), holder);
            if (lease != null) {
                lease.close();
            }
        }
    }

    private void unload() {
        try {
            peek().unload();
        } catch (RuntimeException e) {
            LOG.warn("Unloading {} failed", fullName(), e);
        }
        settle(State.IDLE, null);
    }

    /**
     * The service is being withdrawn: gives no more leases and asks it no more questions, and waits until the last has ended or the time is over.
     *
     * @param millis how long to wait at most
     */
    void withdraw(long millis) {
        synchronized (this) {
            leaving = true;
        }
        String what = fullName() + " leaves";
        long begin = System.nanoTime();
        holders.awaitNone(millis, what);
        questions.end(millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin), what);
    }

    /** {@return what it says of itself; nothing once it has been withdrawn} */
    EngineInfo info() {
        Engine found = peek();
        return found == null ? NOTHING_KNOWN : questions.ask(found::info, NOTHING_KNOWN);
    }

    EngineStatus status(boolean chosen) {
        EngineInfo info = info();
        synchronized (this) {
            State shown = leaving || paused || retired && !holders.isEmpty() ? State.LEAVING : state;
            return new EngineStatus(kind, engineName(), backend(), chosen, shown, holders.names(), withMemory(info),
                    problem == null ? null : problem.toString());
        }
    }

    /**
     * {@return what the engine says of itself, with the memory that its loading took, if it says none} About: another engine that is loaded at the
     * same time counts, too. An engine with a process of its own knows better and says it.
     */
    private EngineInfo withMemory(EngineInfo info) {
        if (!info.loaded() || grown < MEBIBYTE || info.details().containsKey(EngineInfo.MEMORY)) {
            return info;
        }
        Map<String, String> details = new LinkedHashMap<>(info.details());
        details.put(EngineInfo.MEMORY, grown / MEBIBYTE + " MiB");
        return new EngineInfo(info.languages(), info.models(), info.device(), true, details);
    }
}
