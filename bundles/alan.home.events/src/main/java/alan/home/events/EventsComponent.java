package alan.home.events;

import alan.api.AlanException;
import alan.api.config.ConfigCheck;
import alan.api.home.HomeFace;
import alan.api.home.HomeStatus;
import alan.api.home.ListenAddress;
import alan.api.satellite.Satellite;
import alan.api.text.Text;
import alan.node.Startup;
import alan.node.WhenStarted;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Tells lights and buttons of the satellite, where a port for that was chosen. */
@Component(name = "alan.home.events", configurationPid = EventsComponent.PID, configurationPolicy = ConfigurationPolicy.OPTIONAL, immediate = true,
        service = {ConfigCheck.class, HomeFace.class})
public final class EventsComponent implements ConfigCheck, HomeFace {
    /** Of all that serves a home. */
    static final String PID = "alan.home";

    private static final int USUAL_PORT = 6_055;

    private static final Logger LOG = LoggerFactory.getLogger(EventsComponent.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);

    private final EventsConfig config;
    private final Startup startup;
    private final WhenStarted started;
    private final Satellite satellite;
    private EventPort open;
    private boolean closed;
    private AlanException problem;

    /**
     * Called by Declarative Services, anew for each change of the configuration.
     *
     * @param context of this bundle
     * @param satellite that is told of
     * @param config the file's keys
     */
    @Activate
    public EventsComponent(BundleContext context, @Reference Satellite satellite, EventsConfig config) {
        this.satellite = satellite;
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
            int port = ListenAddress.port(startup.option("events.port", String.valueOf(config.events_port())), USUAL_PORT);
            if (port > 0) {
                InetSocketAddress address = new InetSocketAddress(ListenAddress.address(startup.option("events.bind", config.events_bind())), port);
                open = new EventPort(satellite, address);
                open.start();
            }
        } catch (AlanException e) {
            problem = e;
            LOG.error(PROBLEM, "{}", e.getMessage());
        }
    }

    @Override
    public boolean hasLooked() {
        return started.isDone();
    }

    @Override
    public synchronized List<Text> problems() {
        AlanException why = open == null ? problem : open.problem();
        return why == null ? List.of() : List.of(why.text());
    }

    @Override
    public synchronized Optional<HomeStatus.Face> status() {
        if (open == null) {
            return Optional.ofNullable(problem).map(why -> HomeStatus.Face.wrong("events", why.getLocalizedMessage()));
        }
        return Optional.of(open.status());
    }

    /** Listens no more. */
    @Deactivate
    void deactivate() {
        started.close();
        EventPort last;
        synchronized (this) {
            closed = true;
            last = open;
        }
        if (last != null) {
            last.close();
        }
    }
}
