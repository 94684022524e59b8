package alan.engines;

import alan.api.AlanException;
import alan.api.config.ConfigCheck;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.model.Models;
import alan.api.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The register of engines.
 *
 * <p>Leases rest on one rule of the framework: a service that is withdrawn is announced to its listeners first, synchronously, while it still
 * works. The register listens, and does not return before the engine's last lease has ended. So whoever stops, updates or
 * reconfigures an engine waits without knowing it, and engines count nothing.
 */
@Component(name = EngineRegister.PID, service = {Engines.class, ConfigCheck.class})
@Designate(ocd = EngineRegister.Config.class)
public final class EngineRegister implements Engines, ConfigCheck {
    static final String PID = "alan.engines";

    private static final Logger LOG = LoggerFactory.getLogger(EngineRegister.class);

    /** Which engine is chosen, by kind: a name ({@code piper}, {@code csm/onnx}) or an OSGi filter; several, separated by commas, stand in for each other. */
    @ObjectClassDefinition(name = "Alan: choice of engines")
    @interface Config {
        @AttributeDefinition(name = "vad", description = "Voice activity engines, the chosen one first")
        String vad() default "";

        @AttributeDefinition(name = "stt", description = "Speech to text engines, the chosen one first")
        String stt() default "";

        @AttributeDefinition(name = "llm", description = "Language model engines, the chosen one first")
        String llm() default "";

        @AttributeDefinition(name = "tts", description = "Text to speech engines, the chosen one first")
        String tts() default "";

        @AttributeDefinition(name = "speaker", description = "Speaker recognition engines, the chosen one first")
        String speaker() default "";

        @AttributeDefinition(name = "wake", description = "Wake word engines, the chosen one first")
        String wake() default "";

        @AttributeDefinition(name = "deadline.seconds", description = "Seconds that an engine which is withdrawn waits for its last user", min = "0",
                max = "170")
        int deadline_seconds() default 60;

        @AttributeDefinition(name = "patience.seconds", description = "Seconds that a new turn waits for an engine which is just being replaced", min = "0",
                max = "170")
        int patience_seconds() default 20;

        @AttributeDefinition(name = "idle.minutes", description = "Minutes without any use after which an engine is unloaded; 0 for never", min = "0",
                max = "10080")
        int idle_minutes() default 0;
    }

    private final EngineServices services;
    private final Swap swap;
    private final Selection selection;
    private final ChoiceCheck check;
    private final IdleEngines idle;
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
        this.refusals = new Refusals(models);
        this.models = models;
        this.services = new EngineServices(context, () -> TimeUnit.SECONDS.toMillis(this.config.deadline_seconds()), this::added);
        this.swap = new Swap(services, models, FreeMemory::bytes, () -> this.config.deadline_seconds());
        this.selection = new Selection(services, chooser, this::available, () -> this.config.deadline_seconds(), () -> choice, swap);
        this.check = new ChoiceCheck(context, services, () -> choice);
        this.idle = new IdleEngines(services::all);
        idle.after(config.idle_minutes());
    }

    private void added(Entry entry) {
        // The first ones come while this is being made; none of them takes another's place.
        if (swap != null) {
            swap.succeed(entry);
        }
    }

    private static Choice choice(Config config) {
        Map<EngineKind, String> wanted = new EnumMap<>(EngineKind.class);
        wanted.put(EngineKind.VAD, config.vad());
        wanted.put(EngineKind.STT, config.stt());
        wanted.put(EngineKind.LLM, config.llm());
        wanted.put(EngineKind.TTS, config.tts());
        wanted.put(EngineKind.SPEAKER, config.speaker());
        wanted.put(EngineKind.WAKE, config.wake());
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
        check.changed();
        idle.after(changed.idle_minutes());
    }

    @Deactivate
    void deactivate() {
        idle.close();
        check.close();
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
            if (swap.isUnderWay(kind)) {
                awaitChange(kind, () -> swap.isUnderWay(kind) ? null : kind, swap.patience());
            }
            List<Entry> candidates = available(kind);
            if (engine != null && !candidates.isEmpty()) {
                Entry named = selection.find(kind, engine);
                if (named == null) {
                    awaitReplacement(kind, engine);
                    continue;
                }
                candidates = List.of(named);
            }
            Entry entry = choice.best(candidates, language, models).orElse(null);
            if (entry != null) {
                Lease<E> lease = entry.acquire(contract, holder);
                if (lease != null && (engine != null || isBest(entry, language))) {
                    return lease;
                } else if (lease != null) {
                    // Another has been chosen meanwhile, and this one retired, before it had this holder.
                    lease.close();
                    entry.retire();
                }
            } else if (!candidates.isEmpty()) {
                throw engine == null ? refusals.unknownLanguage(kind, language, candidates) : refusals.unknownTo(candidates.get(0), language);
            } else {
                awaitReplacement(kind);
            }
        }
    }

    @Override
    public void rouse() {
        idle.rouse();
    }

    private boolean isBest(Entry entry, String language) {
        return choice.best(available(entry.kind()), language, models).orElse(null) == entry;
    }

    @Override
    public <E extends Engine> Lease<E> instead(Class<E> contract, Lease<E> failed, AlanException why, String language, String holder)
            throws AlanException {
        EngineKind kind = EngineKind.of(contract);
        if (failed instanceof HeldEngine<E> held) {
            held.failed();
        }
        services.all(kind).stream().filter(entry -> entry.fullName().equals(failed.name())).forEach(entry -> entry.failed(why.text()));
        for (Entry entry : available(kind)) {
            if (!entry.fullName().equals(failed.name()) && entry.knows(language) && entry.isInstalled(models)) {
                try {
                    Lease<E> lease = entry.acquire(contract, holder);
                    if (lease != null) {
                        LOG.warn("{}: {} failed ({}), {} takes its place", holder, failed.name(), why.getMessage(), lease.name());
                        return lease;
                    }
                } catch (AlanException e) {
                    LOG.warn("{}: {} failed, and {} cannot take its place", holder, failed.name(), entry.fullName(), e);
                }
            }
        }
        throw why;
    }

    /** Waits for a change when an engine of the kind went a moment ago, else says that there is none. */
    private void awaitReplacement(EngineKind kind) throws AlanException {
        long left = patienceLeft(kind, any -> true);
        if (left <= 0) {
            throw Refusals.none(kind);
        }
        awaitChange(kind, () -> available(kind).isEmpty() ? null : kind, left);
    }

    /** Waits for a change when the engine of that name went a moment ago, else says that there is none. */
    private void awaitReplacement(EngineKind kind, String engine) throws AlanException {
        long left = patienceLeft(kind, Choice.Wanted.of(engine)::matches);
        if (left <= 0) {
            throw Refusals.unknown(kind, engine, selection.names(kind));
        }
        awaitChange(kind, () -> selection.find(kind, engine) == null ? null : kind, left);
    }

    private long patienceLeft(EngineKind kind, Predicate<Map<String, Object>> which) {
        return TimeUnit.SECONDS.toMillis(config.patience_seconds()) - services.millisSinceWithdrawal(kind, which);
    }

    private void awaitChange(EngineKind kind, Supplier<EngineKind> changed, long millis) throws AlanException {
        try {
            services.await(changed, millis);
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
    public EngineStatus use(EngineKind kind, String name, String backend, Map<String, String> settings, Consumer<Text> notice)
            throws AlanException {
        return selection.use(kind, name, backend, settings, notice);
    }

    @Override
    public List<Text> problems() {
        return check.problems();
    }
}
