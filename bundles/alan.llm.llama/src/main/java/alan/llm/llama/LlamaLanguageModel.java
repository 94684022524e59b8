package alan.llm.llama;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.llm.GenerationOptions;
import alan.api.llm.LanguageModel;
import alan.api.llm.Message;
import alan.api.llm.TokenStream;
import alan.api.model.InstalledModel;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.llm.llama.worker.GenerateRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine {@code llama}: a GGUF model in a worker JVM.
 *
 * <p>A worker that ends in the middle of an answer fails that answer; the next question starts a new worker.
 */
@Component(name = LlamaLanguageModel.PID, service = LanguageModel.class, property = Engine.NAME + "=llama")
@Designate(ocd = LlamaConfig.class)
public final class LlamaLanguageModel implements LanguageModel {
    /** Name of the component and PID of its configuration. */
    static final String PID = "alan.llm.llama";

    private static final Logger LOG = LoggerFactory.getLogger(LlamaLanguageModel.class);
    private static final String UNLOADED = "The language model was unloaded while it was needed; ask again.";

    private final LlamaConfig config;
    private final Models models;
    private final WorkerFactory factory;
    private final ThreadMeasurement measurement;
    /** Held while a worker is started or the last one ends. */
    private final Object lifecycle = new Object();

    private boolean wanted;
    private volatile boolean unloading;
    private volatile WorkerProcess worker;
    private volatile ThreadChoice threads;
    private volatile ChosenModel chosen;

    /**
     * @param context says where things are kept
     * @param config of this engine
     * @param models the catalogue
     */
    @Activate
    public LlamaLanguageModel(BundleContext context, LlamaConfig config, @Reference Models models) {
        this(Path.of(context.getProperty(Home.DATA)), config, models, MachineLoad.REAL);
    }

    LlamaLanguageModel(Path data, LlamaConfig config, Models models, MachineLoad load) {
        this.config = config;
        this.models = models;
        this.factory = new WorkerFactory(config, data);
        this.measurement = new ThreadMeasurement(factory, new ThreadStore(data.resolve("cache").resolve("threads.properties")), load);
    }

    @Override
    public EngineInfo info() {
        WorkerProcess current = worker;
        boolean loaded = current != null && current.usable() && threads != null;
        Map<String, String> details = new LinkedHashMap<>();
        ChosenModel model = chosen != null ? chosen : installed();
        if (model != null) {
            details.put("architecture", model.header().architecture());
            details.put("quantisation", model.header().quantisation());
            details.put("context length", Integer.toString(contextLength(model)));
        }
        if (loaded) {
            details.put("threads", Text.tr("%s, for reading %s", threads.threads(), threads.batchThreads()));
            ProcessMemory.resident(current.pid()).ifPresent(bytes -> details.put(EngineInfo.MEMORY, (bytes >> 20) + " MiB"));
        }
        String device = loaded ? Text.tr("worker %s", current.pid()) : Text.tr("worker");
        return new EngineInfo(languages(), List.of(config.model()), device, loaded, details);
    }

    /** What the catalogue says, installed or not; nobody knows better, since a file does not say it. */
    private Set<String> languages() {
        try {
            return models.get(config.model()).languages();
        } catch (AlanException unknown) {
            // load() says what is wrong.
            return Set.of();
        }
    }

    /** {@return the model if it is installed and whole, else null: info() has no errors to show, load() says them} */
    private ChosenModel installed() {
        InstalledModel model = models.installed(config.model()).orElse(null);
        if (model != null) {
            try {
                chosen = ChosenModel.read(model);
            } catch (AlanException broken) {
                LOG.debug("no details of {}", config.model(), broken);
            }
        }
        return chosen;
    }

    @Override
    public void load() throws AlanException {
        synchronized (lifecycle) {
            if (worker == null || !worker.usable()) {
                start();
            }
            wanted = true;
        }
    }

    @Override
    @Deactivate
    public void unload() {
        unloading = true;
        WorkerProcess current = worker;
        if (current != null) {
            // Also one that is still loading: its thread, which holds the lock, then fails.
            current.end(Text.of(UNLOADED));
        }
        synchronized (lifecycle) {
            unloading = false;
            wanted = false;
            stop();
        }
    }

    /** Starts a worker; on failure none is left. Under the lock. */
    private void start() throws AlanException {
        stop();
        long begin = System.nanoTime();
        try {
            ChosenModel model = ChosenModel.read(models.require(config.model()));
            chosen = model;
            ThreadChoice choice = threadChoice(model);
            factory.start(model, contextLength(model), choice, this::announce);
            threads = choice;
            LOG.info("worker {} has {} after {} ms", worker.pid(), config.model(), (System.nanoTime() - begin) / 1_000_000);
        } catch (AlanException | RuntimeException failure) {
            stop();
            throw failure;
        }
    }

    private ThreadChoice threadChoice(ChosenModel model) throws AlanException {
        if (config.threads() > 0) {
            return new ThreadChoice(config.threads(), config.threads());
        }
        int processors = Runtime.getRuntime().availableProcessors();
        return measurement.choose(model, model.measurementKey(processors, config.native_path()), processors, this::announce);
    }

    private void announce(WorkerProcess started) {
        worker = started;
        if (unloading) {
            started.end(Text.of(UNLOADED));
        }
    }

    /** Under the lock. */
    private void stop() {
        threads = null;
        if (worker != null) {
            worker.end(Text.of(UNLOADED));
            worker = null;
        }
    }

    /** {@return a worker that works; a new one if the last has ended} */
    private WorkerProcess worker() throws AlanException {
        synchronized (lifecycle) {
            if (!wanted) {
                throw new AlanException(UNLOADED);
            }
            if (worker == null || !worker.usable()) {
                start();
            }
            return worker;
        }
    }

    @Override
    public int contextLength() throws AlanException {
        ChosenModel model = chosen;
        if (model == null) {
            model = ChosenModel.read(models.require(config.model()));
            chosen = model;
        }
        return contextLength(model);
    }

    private int contextLength(ChosenModel model) {
        int wish = config.context_length();
        int own = model.header().contextLength();
        return Math.max(LlamaConfig.LEAST_CONTEXT, own > 0 ? Math.min(wish, own) : wish);
    }

    @Override
    public int countTokens(List<Message> messages) throws AlanException {
        WorkerProcess current = worker();
        return current.countTokens(Conversation.of(messages, new SpecialTokens(chosen.header().controlTexts())));
    }

    @Override
    public TokenStream generate(List<Message> messages, GenerationOptions options) throws AlanException {
        WorkerProcess current = worker();
        SpecialTokens special = new SpecialTokens(chosen.header().controlTexts());
        boolean seeded = options.seed() != null;
        long seed = seeded ? options.seed() : ThreadLocalRandom.current().nextLong();
        WorkerAnswer answer = current.generate(new GenerateRequest(
                Conversation.of(messages, special),
                options.maxTokens(),
                (float) options.temperature(),
                (float) options.topP(),
                (float) options.repeatPenalty(),
                (int) (seed ^ seed >>> 32) & Integer.MAX_VALUE,
                seeded,
                options.stop()));
        if (answer.refused()) {
            throw new AlanException("The conversation has %s tokens, and %s takes at most %s with its answer; begin a new conversation or raise"
                    + " context.length of alan.llm.llama.", answer.promptTokens(), config.model(), contextLength());
        }
        return answer;
    }
}
