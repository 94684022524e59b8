package alan.home.satellite;

import alan.api.AlanException;
import alan.api.config.ConfigCheck;
import alan.api.home.AllowList;
import alan.api.home.Announcement;
import alan.api.home.HomeFace;
import alan.api.home.HomeStatus;
import alan.api.home.ListenAddress;
import alan.api.identity.Installation;
import alan.api.satellite.Satellite;
import alan.api.text.Text;
import alan.node.Startup;
import alan.node.WhenStarted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Lets a hub use the satellite over Wyoming, where a port for that was chosen: a microphone is opened to a network by nobody's default. */
@Component(name = "alan.home.satellite", configurationPid = SatelliteFace.PID, configurationPolicy = ConfigurationPolicy.OPTIONAL, immediate = true,
        service = {ConfigCheck.class, HomeFace.class})
public final class SatelliteFace implements ConfigCheck, HomeFace {
    /** Of all that serves a hub. */
    static final String PID = "alan.home";

    private static final String TYPE = "_wyoming._tcp";
    private static final int USUAL_PORT = 10_700;

    private static final Logger LOG = LoggerFactory.getLogger(SatelliteFace.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);

    private final BundleContext context;
    private final Satellite satellite;
    private final SatelliteConfig config;
    private final Installation installation;
    private final Startup startup;
    private final WhenStarted started;
    private boolean closed;
    private SatelliteServer server;
    private AlanException problem;
    private ServiceRegistration<Announcement> announcement;

    /**
     * Called by Declarative Services, anew for each change of the configuration.
     *
     * @param context of this bundle
     * @param satellite that a hub is to use
     * @param installation for a name that stays; {@code null} if it is not known
     * @param config the file's keys
     */
    @Activate
    public SatelliteFace(BundleContext context, @Reference Satellite satellite,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY) Installation installation, SatelliteConfig config) {
        this.context = context;
        this.satellite = satellite;
        this.installation = installation;
        this.config = config;
        this.startup = new Startup(context, PID);
        // Whoever opened a port before would open one that nobody wants.
        this.started = new WhenStarted(context, this::open);
    }

    private synchronized void open() {
        if (closed || startup.runsOneCommand()) {
            return;
        }
        try {
            int port = ListenAddress.port(startup.option("satellite.port", String.valueOf(config.satellite_port())), USUAL_PORT);
            if (port > 0) {
                String name = startup.option("name", config.name()).strip();
                SatelliteSettings settings = new SatelliteSettings(ListenAddress.address(startup.option("bind", config.bind())), port,
                        AllowList.of(startup.option("allow", config.allow())), (name.isEmpty() ? "Alan" : name) + " satellite",
                        startup.version());
                server = new SatelliteServer(satellite, settings, listening -> announce(settings, listening));
            }
        } catch (AlanException e) {
            problem = e;
            LOG.error(PROBLEM, "{}", e.getMessage());
        }
    }

    private synchronized void announce(SatelliteSettings settings, int port) {
        if (announcement == null && !closed && !settings.address().isLoopbackAddress()) {
            announcement = context.registerService(Announcement.class,
                    new Announcement(TYPE, Announcement.name(settings.name(), number()), settings.address(), port, Map.of()), null);
        }
    }

    private Integer number() {
        try {
            return installation == null ? null : installation.id();
        } catch (AlanException e) {
            LOG.warn("The satellite's name in the network does without this installation's number: {}", e.getMessage());
            return null;
        }
    }

    @Override
    public boolean hasLooked() {
        return started.isDone();
    }

    @Override
    public synchronized List<Text> problems() {
        return problem == null ? List.of() : List.of(problem.text());
    }

    @Override
    public synchronized Optional<HomeStatus.Face> status() {
        if (problem != null) {
            return Optional.of(HomeStatus.Face.wrong("wyoming", problem.getLocalizedMessage()));
        }
        return Optional.ofNullable(server).map(SatelliteServer::status);
    }

    /** Listens no more. */
    @Deactivate
    void deactivate() {
        started.close();
        SatelliteServer last;
        synchronized (this) {
            closed = true;
            last = server;
            if (announcement != null) {
                announcement.unregister();
                announcement = null;
            }
        }
        if (last != null) {
            last.close();
        }
    }
}
