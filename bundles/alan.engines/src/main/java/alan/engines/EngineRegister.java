package alan.engines;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.model.Models;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The register of engines.
 *
 * <p>Leases rest on one rule of the framework: a service that is withdrawn is announced to its listeners first, synchronously, while it still
 * works. The register listens, and does not return before the engine's last lease has ended. So whoever stops, updates or
 * reconfigures an engine waits without knowing it, and engines count nothing.
 */
@Component(name = EngineRegister.PID, service = Engines.class)
@Designate(ocd = EngineRegister.Config.class)
public final class EngineRegister implements Engines {
    static final String PID = "alan.engines";

    /** Which engine is chosen, by kind: a name ({@code piper}, {@code csm/onnx}) or an OSGi filter. */
    @ObjectClassDefinition(name = "Alan: choice of engines")
    @interface Config {
        @AttributeDefinition(name = "vad", description = "Voice activity engine")
        String vad() default "";

        @AttributeDefinition(name = "stt", description = "Speech to text engine")
        String stt() default "";

        @AttributeDefinition(name = "llm", description = "Language model engine")
        String llm() default "";

        @AttributeDefinition(name = "tts", description = "Text to speech engine")
        String tts() default "";

        @AttributeDefinition(name = "deadline.seconds", description = "Seconds that an engine which is withdrawn waits for its last user", min = "0")
        int deadline_seconds() default 60;

        @AttributeDefinition(name = "patience.seconds", description = "Seconds that a new turn waits for an engine which is just being replaced", min = "0")
        int patience_seconds() default 20;
    }

    private final EngineServices services;
    private final Chooser chooser;
    private final Refusals refusals;
    private final Models models;
    private volatile Choice choice;
    private volatile Config config;

    /**
     * Starts to listen.
     *
     * @param context of this bundle
     * @param config the choice
     * @param chooser remembers a choice
     * @param models the catalogue
     */
    @Activate
    public EngineRegister(BundleContext context, Config config, @Reference Chooser chooser, @Reference Models models) {
        this.config = config;
        this.choice = choice(config);
        this.chooser = chooser;
        this.refusals = new Refusals(models);
        this.models = models;
        this.services = new EngineServices(context, () -> TimeUnit.SECONDS.toMillis(this.config.deadline_seconds()));
    }

    private static Choice choice(Config config) {
        Map<EngineKind, String> wanted = new EnumMap<>(EngineKind.class);
        wanted.put(EngineKind.VAD, config.vad());
        wanted.put(EngineKind.STT, config.stt());
        wanted.put(EngineKind.LLM, config.llm());
        wanted.put(EngineKind.TTS, config.tts());
        return new Choice(wanted);
    }

    @Modified
    void modified(Config changed) {
        Map<EngineKind, Entry> before = firsts();
        config = changed;
        choice = choice(changed);
        Map<EngineKind, Entry> after = firsts();
        before.forEach((kind, entry) -> {
            if (after.get(kind) != entry) {
                entry.retire();
            }
        });
        services.announce();
    }

    @Deactivate
    void deactivate() {
        services.close();
    }

    private Map<EngineKind, Entry> firsts() {
        Map<EngineKind, Entry> firsts = new EnumMap<>(EngineKind.class);
        for (EngineKind kind : EngineKind.values()) {
            available(kind).stream().findFirst().ifPresent(entry -> firsts.put(kind, entry));
        }
        return firsts;
    }

    /** {@return engines of a kind that give leases, the chosen one first} */
    private List<Entry> available(EngineKind kind) {
        return choice.order(services.available(kind));
    }

    @Override
    public <E extends Engine> Lease<E> lease(Class<E> contract, String engine, String language, String holder) throws AlanException {
        EngineKind kind = EngineKind.of(contract);
        while (true) {
            List<Entry> candidates = available(kind);
            if (engine != null && !candidates.isEmpty()) {
                Entry named = find(kind, engine);
                if (named == null) {
                    throw Refusals.unknown(kind, engine, names(kind));
                }
                candidates = List.of(named);
            }
            Entry entry = choice.best(candidates, language, models).orElse(null);
            if (entry != null) {
                Lease<E> lease = entry.acquire(contract, holder);
                if (lease != null) {
                    return lease;
                }
            } else if (!candidates.isEmpty()) {
                throw engine == null ? refusals.unknownLanguage(kind, language, candidates) : Refusals.unknownTo(candidates.get(0), language);
            } else {
                awaitReplacement(kind);
            }
        }
    }

    /** Waits for a change when an engine of the kind went a moment ago, else says that there is none. */
    private void awaitReplacement(EngineKind kind) throws AlanException {
        long left = TimeUnit.SECONDS.toMillis(config.patience_seconds()) - services.millisSinceWithdrawal(kind);
        if (left <= 0) {
            throw Refusals.none(kind);
        }
        try {
            services.await(() -> available(kind).isEmpty() ? null : kind, left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlanException("Waiting for the %s engine was interrupted; try again.", kind.id(), e);
        }
    }

    @Override
    public List<EngineStatus> list() {
        Map<EngineKind, Entry> firsts = firsts();
        List<EngineStatus> all = new ArrayList<>();
        for (EngineKind kind : EngineKind.values()) {
            for (Entry entry : choice.order(services.all(kind))) {
                all.add(entry.status(entry == firsts.get(kind)));
            }
        }
        return all;
    }

    @Override
    public List<EngineStatus> chosen(String language) {
        return Arrays.stream(EngineKind.values())
                .flatMap(kind -> choice.best(available(kind), language, models).stream())
                .map(entry -> entry.status(true))
                .toList();
    }

    @Override
    public EngineStatus use(EngineKind kind, String name, String backend) throws AlanException {
        String wanted = backend == null ? name : name + "/" + backend;
        Entry entry = find(kind, wanted);
        if (entry == null && backend == null) {
            return useModel(kind, name);
        }
        if (entry == null) {
            throw Refusals.unknown(kind, wanted, names(kind));
        }
        // Loaded before it is chosen: a choice that does not work leaves everything as it was.
        tryOut(entry);
        return choose(kind, wanted, entry);
    }

    /** Brings a choice into effect, or takes it back. */
    private EngineStatus choose(EngineKind kind, String wanted, Entry entry) throws AlanException {
        Chooser.Undo undo = chooser.remember(PID, kind.id(), wanted);
        try {
            awaitChosen(kind, entry);
        } catch (AlanException e) {
            undo.run();
            throw e;
        }
        return entry.status(true);
    }

    /** Loads an engine, as its first lease would. */
    private static void tryOut(Entry entry) throws AlanException {
        Lease<?> lease = entry.acquire(entry.kind().contract(), "alan:use");
        if (lease == null) {
            throw new AlanException("The engine %s has just left; look at alan:engines and choose again.", entry.fullName());
        }
        lease.close();
    }

    private Entry find(EngineKind kind, String wanted) {
        try {
            Filter filter = FrameworkUtil.createFilter(Choice.asFilter(wanted));
            return available(kind).stream()
                    .filter(entry -> filter.matches(entry.properties()))
                    .findFirst()
                    .orElse(null);
        } catch (InvalidSyntaxException e) {
            return null;
        }
    }

    private List<String> names(EngineKind kind) {
        return available(kind).stream().map(Entry::fullName).toList();
    }

    /** Chooses a model: the engine that runs it is configured with it, and takes the old configuration back if it cannot load it. */
    private EngineStatus useModel(EngineKind kind, String id) throws AlanException {
        String engine = chooser.engineOf(kind, id, names(kind));
        Entry old = find(kind, engine);
        if (old == null) {
            throw new AlanException("The model %s needs the %s engine %s, whose bundle is not here; alan:engines shows what is.", id, kind.id(),
                    engine);
        }
        Chooser.Undo undo = chooser.remember(old.pid(), "model", id);
        try {
            Entry renewed = awaitModel(kind, engine, id);
            tryOut(renewed);
            return choose(kind, engine, renewed);
        } catch (AlanException e) {
            undo.run();
            throw e;
        }
    }

    private void awaitChosen(EngineKind kind, Entry entry) throws AlanException {
        await(() -> firsts().get(kind) == entry ? entry : null, entry.fullName());
    }

    private Entry awaitModel(EngineKind kind, String engine, String id) throws AlanException {
        return await(
                () -> {
                    Entry entry = find(kind, engine);
                    return entry != null && id.equals(entry.properties().get("model")) ? entry : null;
                },
                id);
    }

    private Entry await(Supplier<Entry> condition, String what) throws AlanException {
        try {
            // A running turn may hold the old engine up to its deadline.
            Entry found = services.await(condition, TimeUnit.SECONDS.toMillis(config.deadline_seconds() + 10L));
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
