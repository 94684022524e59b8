package alan.engines;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Lease;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Chooses an engine or a model while Alan runs.
 *
 * <p>An engine may be replaced by a new service of its name at any moment: by its own new configuration, or by FileInstall, which finds the file at
 * the same time. So what is waited for is an engine of the name, never the very {@link Entry} that was seen before.
 */
final class Selection {
    /** Beyond the deadline of a lease: what the component runtime needs to put a new engine in place. */
    private static final long GRACE_SECONDS = 10;

    private final EngineServices services;
    private final Chooser chooser;
    private final Function<EngineKind, List<Entry>> available;
    private final IntSupplier deadlineSeconds;
    private final Supplier<Choice> choice;

    /**
     * @param services the engines
     * @param chooser remembers a choice
     * @param available the engines of a kind that give leases, the chosen one first
     * @param deadlineSeconds how long a running turn may hold an engine that leaves
     * @param choice the one in force
     */
    Selection(EngineServices services, Chooser chooser, Function<EngineKind, List<Entry>> available, IntSupplier deadlineSeconds,
            Supplier<Choice> choice) {
        this.services = services;
        this.chooser = chooser;
        this.available = available;
        this.deadlineSeconds = deadlineSeconds;
        this.choice = choice;
    }

    /** {@return the first engine that somebody means by this; {@code null} if there is none} */
    Entry find(EngineKind kind, String wanted) {
        Choice.Wanted meant = Choice.Wanted.of(wanted);
        return available.apply(kind).stream().filter(meant::matches).findFirst().orElse(null);
    }

    /** {@return the names of the engines of a kind} */
    List<String> names(EngineKind kind) {
        return available.apply(kind).stream().map(Entry::fullName).toList();
    }

    /** As {@link alan.api.engine.Engines#use}. */
    EngineStatus use(EngineKind kind, String name, String backend) throws AlanException {
        String wanted = backend == null ? name : name + "/" + backend;
        Entry entry = find(kind, wanted);
        if (entry == null && backend == null) {
            return useModel(kind, name);
        }
        if (entry == null) {
            throw Refusals.unknown(kind, wanted, names(kind));
        }
        // Loaded before it is chosen: a choice that does not work leaves everything as it was.
        if (!tryOut(entry)) {
            throw new AlanException("The engine %s has just left; look at alan:engines and choose again.", entry.fullName());
        }
        return choose(kind, wanted);
    }

    /** Chooses a model: the engine that runs it is configured with it, and takes the old configuration back if it cannot load it. */
    private EngineStatus useModel(EngineKind kind, String id) throws AlanException {
        String engine = chooser.engineOf(kind, id, names(kind));
        Entry old = find(kind, engine);
        if (old == null) {
            throw new AlanException("The model %s needs the %s engine %s, whose bundle is not here; alan:engines shows what is.", id, kind.id(),
                    engine);
        }
        // An engine that has the model keeps it, and its memory, and those who hold it.
        Chooser.Undo undo = has(old, id) && chooser.agrees(old.pid(), "model", id) ? () -> { } : chooser.remember(old.pid(), "model", id);
        try {
            // The engine that is tried out may itself be leaving already; then there will be another.
            boolean loaded = false;
            while (!loaded) {
                loaded = tryOut(awaitModel(kind, engine, id));
            }
            return choose(kind, engine);
        } catch (AlanException e) {
            undo.run();
            throw e;
        }
    }

    private static boolean has(Entry entry, String model) {
        return model.equals(entry.properties().get("model"));
    }

    /** {@return whether an engine could be loaded, as its first lease would; {@code false} when it is just leaving} */
    private static boolean tryOut(Entry entry) throws AlanException {
        try (Lease<?> lease = entry.acquire(entry.kind().contract(), "alan:use")) {
            return lease != null;
        }
    }

    /** Brings a choice into effect, or takes it back. */
    private EngineStatus choose(EngineKind kind, String wanted) throws AlanException {
        Chooser.Undo undo = chooser.remember(EngineRegister.PID, kind.id(), choice.get().with(kind, wanted));
        try {
            return awaitChosen(kind, wanted).status(true);
        } catch (AlanException e) {
            undo.run();
            throw e;
        }
    }

    private Entry awaitChosen(EngineKind kind, String wanted) throws AlanException {
        Choice.Wanted meant = Choice.Wanted.of(wanted);
        return await(() -> available.apply(kind).stream().findFirst().filter(meant::matches).orElse(null), wanted);
    }

    private Entry awaitModel(EngineKind kind, String engine, String id) throws AlanException {
        return await(
                () -> {
                    Entry entry = find(kind, engine);
                    return entry != null && has(entry, id) ? entry : null;
                },
                id);
    }

    private Entry await(Supplier<Entry> condition, String what) throws AlanException {
        try {
            // A running turn may hold the old engine up to its deadline.
            Entry found = services.await(condition, TimeUnit.SECONDS.toMillis(deadlineSeconds.getAsInt() + GRACE_SECONDS));
            if (found == null) {
                throw new AlanException("The choice of %s has not come into effect, and was taken back. The log says why.", what);
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlanException("Waiting for the choice of %s was interrupted; it was taken back.", what, e);
        }
    }
}
