package alan.companion;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The engines that one piece of work has taken. They are given back together, when it ends. */
final class Leases {
    private final Engines engines;
    private final String holder;
    private final List<Lease<?>> held = new ArrayList<>();
    /** In the order in which they served. */
    private final Map<EngineKind, Set<String>> names = new EnumMap<>(EngineKind.class);
    private final Stopwatch loading = new Stopwatch();
    private int waiting;
    private boolean closed;

    /** @param holder for people: {@code turn 12} */
    Leases(Engines engines, String holder) {
        this.engines = engines;
        this.holder = holder;
    }

    /** Takes the chosen engine of a kind, see {@link #take(Class, String, String)}. */
    <E extends Engine> E take(Class<E> contract, String language) throws AlanException, CancelledException {
        return take(contract, null, language);
    }

    /**
     * Takes an engine of a kind until {@link #close}.
     *
     * @param contract of the kind
     * @param engine its name; {@code null} for the chosen one
     * @param language that it must know; {@code null} for any
     * @return the engine, loaded
     */
    <E extends Engine> E take(Class<E> contract, String engine, String language) throws AlanException, CancelledException {
        return take(contract, () -> engines.lease(contract, engine, language, holder));
    }

    /**
     * Takes the next engine in rank in the place of one that has failed, which is given back.
     *
     * @param failed taken before
     * @param why it failed
     * @return the other engine, loaded
     * @throws AlanException {@code why} where there is no other
     */
    <E extends Engine> E instead(Class<E> contract, E failed, AlanException why, String language) throws AlanException, CancelledException {
        Lease<E> lease = leaseOn(failed);
        if (lease == null) {
            throw new CancelledException();
        }
        E other = take(contract, () -> engines.instead(contract, lease, why, language, holder));
        synchronized (this) {
            held.remove(lease);
        }
        lease.close();
        return other;
    }

    /** {@return the name of an engine that was taken; empty when everything has been given back} */
    String nameOf(Engine engine) {
        Lease<?> lease = leaseOn(engine);
        return lease == null ? "" : lease.name();
    }

    @SuppressWarnings("unchecked")
    private synchronized <E extends Engine> Lease<E> leaseOn(E engine) {
        return (Lease<E>) held.stream().filter(each -> each.engine() == engine).findFirst().orElse(null);
    }

    /** Asks the register. */
    private interface Asking<E extends Engine> {
        Lease<E> lease() throws AlanException;
    }

    private <E extends Engine> E take(Class<E> contract, Asking<E> register) throws AlanException, CancelledException {
        Lease<E> lease;
        waitingBegins();
        try {
            lease = register.lease();
        } finally {
            waitingEnds();
        }
        if (!keep(contract, lease)) {
            lease.close();
            throw new CancelledException();
        }
        return lease.engine();
    }

    /** {@return whether an engine of a kind knows a language} */
    boolean knows(EngineKind kind, String language) {
        return engines.chosen(language).stream().anyMatch(status -> status.kind() == kind);
    }

    private synchronized void waitingBegins() {
        waiting++;
        loading.start();
    }

    private synchronized void waitingEnds() {
        waiting--;
        if (waiting == 0) {
            loading.stop();
        }
    }

    private synchronized <E extends Engine> boolean keep(Class<E> contract, Lease<E> lease) {
        if (!closed) {
            held.add(lease);
            names.computeIfAbsent(EngineKind.of(contract), kind -> new LinkedHashSet<>()).add(lease.name());
        }
        return !closed;
    }

    /**
     * {@return time spent on taking them, in seconds; {@code null} if none was asked for} Time in which several stages load
     * counts once, because it is a part of the turn's time.
     */
    Double loading() {
        return loading.seconds();
    }

    /** {@return names by kind: {@code stt → whisper}; {@code tts → csm/djl, csm/onnx} where one took the other's place} */
    synchronized Map<String, String> names() {
        Map<String, String> byId = new TreeMap<>();
        names.forEach((kind, served) -> byId.put(kind.id(), String.join(", ", served)));
        return byId;
    }

    /** Gives all of them back. */
    void close() {
        List<Lease<?>> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(held);
            held.clear();
        }
        all.forEach(Lease::close);
    }
}
