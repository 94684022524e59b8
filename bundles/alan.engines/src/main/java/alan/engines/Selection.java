package alan.engines;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.text.Text;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
    private static final String MODEL = "model";

    private final EngineServices services;
    private final Chooser chooser;
    private final Function<EngineKind, List<Entry>> available;
    private final IntSupplier deadlineSeconds;
    private final Supplier<Choice> choice;
    private final Swap swap;

    /**
     * @param services the engines
     * @param chooser remembers a choice
     * @param available the engines of a kind that give leases, the chosen one first
     * @param deadlineSeconds how long a running turn may hold an engine that leaves
     * @param choice the one in force
     * @param swap loads one engine in the place of another
     */
    Selection(EngineServices services, Chooser chooser, Function<EngineKind, List<Entry>> available, IntSupplier deadlineSeconds,
            Supplier<Choice> choice, Swap swap) {
        this.services = services;
        this.chooser = chooser;
        this.available = available;
        this.deadlineSeconds = deadlineSeconds;
        this.choice = choice;
        this.swap = swap;
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
    EngineStatus use(EngineKind kind, String name, String backend, Map<String, String> settings, Consumer<Text> notice) throws AlanException {
        Map<String, String> all = new LinkedHashMap<>(settings);
        String engine = name;
        if (find(kind, name) == null && (backend == null || chooser.models(kind).contains(name))) {
            engine = chooser.engineOf(kind, name, names(kind));
            all.put(MODEL, name);
        }
        String wanted = backend == null ? engine : engine + "/" + backend;
        Entry entry = find(kind, wanted);
        if (entry == null && all.containsKey(MODEL) && backend == null) {
            throw new AlanException("The model %s needs the %s engine %s, whose bundle is not here; alan:engines shows what is.", name, kind.id(),
                    engine);
        } else if (entry == null) {
            throw Refusals.unknown(kind, wanted, names(kind));
        }
        if (!all.isEmpty()) {
            return swap.alone(kind, () -> useConfigured(entry, wanted, all, notice));
        }
        // Loaded before it is chosen: a choice that does not work leaves everything as it was.
        if (!swap.load(entry, notice)) {
            throw new AlanException("The engine %s has just left; look at alan:engines and choose again.", entry.fullName());
        }
        return choose(kind, wanted);
    }

    /** Configures an engine and chooses it; takes the old configuration back if it cannot be loaded with the new one. */
    private EngineStatus useConfigured(Entry old, String wanted, Map<String, String> settings, Consumer<Text> notice) throws AlanException {
        for (String setting : settings.keySet()) {
            if (!old.properties().containsKey(setting)) {
                throw new AlanException("The engine %s has no setting \"%s\".", old.fullName(), setting);
            }
        }
        // An engine that is set up like this already keeps its memory, and those who hold it.
        Chooser.Undo undo = has(old, settings) && chooser.agrees(old.pid(), settings) ? () -> { } : chooser.remember(old.pid(), settings);
        try {
            // The engine that is tried out may itself be leaving already; then there will be another.
            boolean loaded = false;
            while (!loaded) {
                loaded = swap.load(awaitConfigured(old.kind(), old.fullName(), settings), notice);
            }
            return choose(old.kind(), wanted);
        } catch (AlanException e) {
            undo.run();
            throw e;
        }
    }

    private static boolean has(Entry entry, Map<String, String> settings) {
        return settings.entrySet().stream().allMatch(each -> each.getValue().equals(String.valueOf(entry.properties().get(each.getKey()))));
    }

    /** Brings a choice into effect, or takes it back. */
    private EngineStatus choose(EngineKind kind, String wanted) throws AlanException {
        Chooser.Undo undo = chooser.remember(EngineRegister.PID, Map.of(kind.id(), choice.get().with(kind, wanted)));
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

    /** {@return the newest engine of a name, once it is set up like this} The one that it will take the place of may still be there. */
    private Entry awaitConfigured(EngineKind kind, String fullName, Map<String, String> settings) throws AlanException {
        return await(
                () -> services.open(kind).stream().filter(entry -> entry.fullName().equals(fullName)).max(Comparator.comparingLong(Entry::serviceId))
                        .filter(entry -> has(entry, settings)).orElse(null),
                String.join(", ", settings.values()));
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
