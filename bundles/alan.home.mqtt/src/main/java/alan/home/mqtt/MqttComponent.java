package alan.home.mqtt;

import alan.api.AlanException;
import alan.api.companion.DefaultVoice;
import alan.api.config.ConfigCheck;
import alan.api.engine.Engine;
import alan.api.engine.Engines;
import alan.api.identity.Installation;
import alan.api.model.Models;
import alan.api.satellite.Satellite;
import alan.api.text.Text;
import alan.api.tts.TextToSpeech;
import alan.api.voice.VoiceProfiles;
import alan.node.Startup;
import alan.node.WhenStarted;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
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
 * Shows a headless node in Home Assistant, where a broker is named. A shell beside a node does not: a broker knows a device by its name, and ends the connection of the first
 * when there is a second.
 */
@Component(name = MqttComponent.PID, configurationPid = MqttComponent.PID, configurationPolicy = ConfigurationPolicy.OPTIONAL, immediate = true, service = ConfigCheck.class)
@Designate(ocd = MqttConfig.class)
public final class MqttComponent implements ConfigCheck {
    /** Component name and PID. */
    static final String PID = "alan.home.mqtt";


    /** Framework property: what the node is called, as its voice services are. */
    private static final String NAME = "alan.home.name";

    private static final Logger LOG = LoggerFactory.getLogger(MqttComponent.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);

    private final BundleContext context;
    private final MqttConfig config;
    private final Engines engines;
    private final Installation installation;
    private final Startup startup;
    private WhenStarted started;
    private volatile Satellite satellite;
    private Satellite.Watching watching;
    private boolean closed;
    private MqttDevice device;
    private AlanException problem;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Models models;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile VoiceProfiles people;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile DefaultVoice house;

    /** Asked for their voices only, which is allowed without a lease. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Map.Entry<Map<String, Object>, TextToSpeech>> speakers = List.of();

    /**
     * Called by Declarative Services, anew for each change of the configuration.
     *
     * @param context of this bundle
     * @param engines that there are
     * @param installation by which the device is known again
     * @param config the file's keys
     */
    @Activate
    public MqttComponent(BundleContext context, @Reference Engines engines, @Reference Installation installation, MqttConfig config) {
        this.context = context;
        this.startup = new Startup(context, PID);
        this.engines = engines;
        this.installation = installation;
        this.config = config;
    }

    /** Everything that is there already has been bound. */
    @Activate
    void activate() {
        if (startup.serves(false)) {
            // Whoever connected before would connect as nobody wants.
            started = new WhenStarted(context, this::open);
        }
    }

    private synchronized void open() {
        String host = startup.option("host", config.host());
        if (closed || host.isBlank()) {
            return;
        }
        try {
            Settings settings = Settings.of(host, startup.option("port", String.valueOf(config.port())), startup.option("user", config.user()), config.password(),
                    startup.option("prefix", config.prefix()));
            Topics topics = Topics.of(settings.prefix(), installation.publicKey());
            MqttDevice made = new MqttDevice(settings, topics, new Discovery(topics, name(), context.getBundle().getVersion().toString()),
                    new Choices(engines, new Voices(this::speakers, () -> people, () -> models, () -> house)), () -> satellite);
            made.start();
            device = made;
        } catch (AlanException e) {
            problem = e;
            LOG.warn(PROBLEM, "{}", e.getMessage());
        }
    }

    private Map<String, TextToSpeech> speakers() {
        return Engine.byName(speakers);
    }

    /** {@return what the device is called} A node that is named on the command line has that name everywhere. */
    private String name() {
        String named = context.getProperty(NAME);
        return named == null ? config.name() : named;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindSatellite(Satellite bound) {
        if (watching != null) {
            watching.close();
        }
        satellite = bound;
        watching = bound.watch((event, status) -> changed());
        changed();
    }

    synchronized void unbindSatellite(Satellite unbound) {
        if (satellite == unbound) {
            watching.close();
            watching = null;
            satellite = null;
            changed();
        }
    }

    private void changed() {
        MqttDevice there = device();
        if (there != null) {
            there.changed();
        }
    }

    private synchronized MqttDevice device() {
        return device;
    }

    @Override
    public synchronized boolean hasLooked() {
        return started == null || started.isDone();
    }

    @Override
    public synchronized List<Text> problems() {
        return problem != null ? List.of(problem.text()) : device == null ? List.of() : device.problem().stream().toList();
    }

    /** Takes leave. */
    @Deactivate
    void deactivate() {
        if (started != null) {
            started.close();
        }
        MqttDevice last;
        synchronized (this) {
            closed = true;
            last = device;
        }
        if (last != null) {
            last.close();
        }
    }
}
