package alan.home.health;

import alan.api.AlanException;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnWatcher;
import alan.api.config.ConfigCheck;
import alan.api.engine.Engines;
import alan.api.home.HomeServer;
import alan.api.home.HomeStatus;
import alan.api.home.ListenAddress;
import alan.api.home.RequestWatcher;
import alan.api.model.Models;
import alan.api.text.Text;
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
 * Tells how a node stands. A headless node listens whether it is configured or not, on loopback unless it is told otherwise; a shell only where there is a
 * {@code config/alan.home.health.cfg}; a single command never.
 */
@Component(name = HealthComponent.PID, configurationPid = HealthComponent.PID, configurationPolicy = ConfigurationPolicy.OPTIONAL, immediate = true,
        service = {TurnWatcher.class, RequestWatcher.class, ConfigCheck.class})
@Designate(ocd = HealthConfig.class)
public final class HealthComponent implements TurnWatcher, RequestWatcher, ConfigCheck {
    /** Component name and PID. */
    public static final String PID = "alan.home.health";


    private static final int EXAMPLE_PORT = 10_380;

    private static final Logger LOG = LoggerFactory.getLogger(HealthComponent.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);

    private final HealthConfig config;
    private final Health health;
    private final Metrics metrics;
    private final Startup startup;
    private final WhenStarted started;
    private boolean closed;
    private HealthPort port;
    private AlanException problem;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile HomeServer home;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Models models;

    /**
     * Called by Declarative Services, anew for each change of the configuration.
     *
     * @param context of this bundle
     * @param engines that there are
     * @param config the file's keys
     * @param properties likewise; with a PID only where there is a file
     */
    @Activate
    public HealthComponent(BundleContext context, @Reference Engines engines, HealthConfig config, Map<String, Object> properties) {
        this.config = config;
        health = new Health(engines, () -> models, () -> home);
        metrics = new Metrics(health);
        startup = new Startup(context, PID);
        boolean wanted = config.enabled() && startup.serves(properties.containsKey("service.pid"));
        // Whoever opened a port before would open one that nobody wants.
        started = wanted ? new WhenStarted(context, this::open) : null;
    }

    private synchronized void open() {
        if (closed) {
            return;
        }
        try {
            port = new HealthPort(startup.option("bind", config.bind()).strip(),
                    ListenAddress.port(startup.option("port", String.valueOf(config.port())), EXAMPLE_PORT), health, metrics);
            port.start();
        } catch (AlanException e) {
            problem = e;
            LOG.warn(PROBLEM, "{}", e.getMessage());
        }
    }

    @Override
    public void ended(TurnRecord record) {
        metrics.count(record);
    }

    @Override
    public void ended(HomeStatus.Request request) {
        metrics.count(request);
    }

    @Override
    public boolean hasLooked() {
        return started == null || started.isDone();
    }

    @Override
    public synchronized List<Text> problems() {
        AlanException why = port == null ? problem : port.problem();
        return why == null ? List.of() : List.of(why.text());
    }

    @Deactivate
    synchronized void deactivate() {
        closed = true;
        if (started != null) {
            started.close();
        }
        if (port != null) {
            port.close();
        }
    }
}
