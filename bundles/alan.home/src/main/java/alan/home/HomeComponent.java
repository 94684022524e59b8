package alan.home;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.companion.DefaultVoice;
import alan.api.config.ConfigCheck;
import alan.api.engine.Engine;
import alan.api.engine.Engines;
import alan.api.home.HomeFace;
import alan.api.home.HomeServer;
import alan.api.home.HomeStatus;
import alan.api.home.RequestWatcher;
import alan.api.identity.Installation;
import alan.api.listen.WakeWord;
import alan.api.model.Models;
import alan.api.satellite.Satellite;
import alan.api.text.LanguageDetector;
import alan.api.text.Text;
import alan.api.tts.TextToSpeech;
import alan.api.voice.VoiceProfiles;
import alan.node.Startup;
import alan.node.WhenStarted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Voice services for a home's hub. A headless node listens whether it is configured or not, on loopback unless it is told otherwise; a shell only where there is a
 * {@code config/alan.home.cfg}; a single command never, for it may run beside a node.
 */
@Component(name = HomeComponent.PID, configurationPid = HomeComponent.PID, configurationPolicy = ConfigurationPolicy.OPTIONAL, immediate = true,
        service = {HomeServer.class, ConfigCheck.class})
@Designate(ocd = HomeConfig.class)
public final class HomeComponent implements HomeServer, ConfigCheck {
    /** Component name and PID. */
    public static final String PID = "alan.home";

    /** Bytes that sounds of all clients take at most; 40 minutes at 16 kHz. */
    private static final long MOST_MEMORY = 96L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(HomeComponent.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);

    private final BundleContext context;
    private final Companion companion;
    private final Engines engines;
    private final AudioFiles audio;
    private final StatusExchange exchange;
    private final Faces faces;
    private final Startup startup;
    private final WhenStarted whenStarted;
    private HomeConfig config;
    private boolean configured;
    private boolean started;
    private boolean closed;
    private WyomingServer server;
    private AlanException problem;

    /** Asked for their voices only. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Map.Entry<Map<String, Object>, TextToSpeech>> speakers = List.of();

    /** Asked for their wake words only. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<WakeWord> wakers = List.of();

    /** Told of with the services. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<HomeFace> satelliteFaces = List.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<RequestWatcher> watchers = List.of();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Satellite satellite;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile LanguageDetector detector;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile VoiceProfiles profiles;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Models models;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile DefaultVoice voice;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Installation installation;

    /**
     * Called by Declarative Services.
     *
     * @param context of this bundle
     * @param companion hears, speaks and answers
     * @param engines that there are
     * @param audio changes sample rates
     * @param config the file's keys
     * @param properties likewise; with a PID only where there is a file
     */
    @Activate
    public HomeComponent(BundleContext context, @Reference Companion companion, @Reference Engines engines, @Reference AudioFiles audio, HomeConfig config,
            Map<String, Object> properties) {
        this.context = context;
        this.companion = companion;
        this.engines = engines;
        this.audio = audio;
        this.exchange = new StatusExchange(Path.of(context.getProperty(Home.DATA)));
        this.faces = new Faces(() -> satelliteFaces, () -> satellite);
        this.startup = new Startup(context, PID);
        modified(config, properties);
        // Whoever opened a port before would open one that nobody wants.
        this.whenStarted = new WhenStarted(context, this::begin);
    }

    private synchronized void begin() {
        started = true;
        if (!closed) {
            open();
        }
    }

    @Modified
    synchronized void modified(HomeConfig changed, Map<String, Object> properties) {
        config = changed;
        configured = properties.containsKey("service.pid");
        close();
        if (started) {
            open();
        }
    }

    private void open() {
        if (!config.enabled() || !startup.serves(configured)) {
            return;
        }
        try {
            HomeSettings settings = HomeSettings.of(config, key -> context.getProperty(PID + "." + key));
            server = new WyomingServer(faculties(settings), faces, new RequestLog(() -> watchers), exchange, new NetworkPublisher(context, settings.name(), installation())).start();
            int port = server.port();
            if (port > 0 && !settings.address().getAddress().isLoopbackAddress()) {
                LOG.info("In Home Assistant: Settings > Devices & services, where it is discovered; or there Add integration > Wyoming Protocol, with this machine's address and port {}",
                        port);
            } else if (port > 0) {
                LOG.info("Only this machine can use Alan's voice services; ./alan node --home.bind 0.0.0.0 opens them to the network");
            }
        } catch (AlanException e) {
            problem = e;
            LOG.error(PROBLEM, "{}", e.getMessage());
        }
    }

    private Integer installation() {
        Installation self = installation;
        try {
            return self == null ? null : self.id();
        } catch (AlanException e) {
            LOG.warn("The name in the network does without this installation's number: {}", e.getMessage());
            return null;
        }
    }

    private Faculties faculties(HomeSettings settings) {
        Services services = new Services(settings.name(), startup.version(), engines, this::speakers, () -> wakers,
                () -> profiles, () -> models, () -> voice);
        return new Faculties(companion, audio, () -> detector, services, line(settings), line(settings), line(settings),
                new Ears(engines), new Memory(MOST_MEMORY), settings);
    }

    private static Line line(HomeSettings settings) {
        return new Line(settings.together(), settings.queue());
    }

    private Map<String, TextToSpeech> speakers() {
        return Engine.byName(speakers);
    }

    /** Stops to listen, and ends what is being served. */
    @Deactivate
    void deactivate() {
        whenStarted.close();
        synchronized (this) {
            closed = true;
            close();
        }
    }

    private synchronized void close() {
        problem = null;
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** Of this process's server or satellite, or else of the node's that works on the same data folder. */
    @Override
    public HomeStatus status() {
        synchronized (this) {
            if (server != null) {
                return server.status();
            }
            if (problem != null) {
                return faces.with(HomeStatus.silent(problem.getLocalizedMessage()));
            }
        }
        HomeStatus here = faces.with(HomeStatus.silent(null));
        return here.faces().isEmpty() ? exchange.ask().orElse(here) : here;
    }

    @Override
    public boolean hasLooked() {
        return whenStarted.isDone();
    }

    @Override
    public synchronized List<Text> problems() {
        return problem == null ? List.of() : List.of(problem.text());
    }
}
