package alan.home.esphome;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.config.ConfigCheck;
import alan.api.home.AllowList;
import alan.api.home.Announcement;
import alan.api.home.HomeFace;
import alan.api.home.HomeStatus;
import alan.api.home.ListenAddress;
import alan.api.identity.Installation;
import alan.api.satellite.Satellite;
import alan.api.text.Text;
import alan.esphome.EsphomeDevice;
import alan.esphome.EsphomeKey;
import alan.node.Startup;
import alan.node.WhenStarted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Lets a hub use the satellite over ESPHome's native API, where a port for that was chosen. */
@Component(name = "alan.home.esphome", configurationPid = EsphomeFace.PID, configurationPolicy = ConfigurationPolicy.OPTIONAL, immediate = true,
        service = {ConfigCheck.class, HomeFace.class})
public final class EsphomeFace implements ConfigCheck, HomeFace {
    /** Of all that serves a hub. */
    static final String PID = "alan.home";

    private static final String TYPE = "_esphomelib._tcp";
    private static final int USUAL_PORT = 6_053;
    private static final String KEY_FILE = "esphome-key";

    private static final Logger LOG = LoggerFactory.getLogger(EsphomeFace.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);

    private final BundleContext context;
    private final Satellite satellite;
    private final Installation installation;
    private final EsphomeConfig config;
    private final Startup startup;
    private final WhenStarted started;
    private boolean closed;
    private EsphomeServer server;
    private AlanException problem;
    private Satellite.Watching watching;
    private ServiceRegistration<Announcement> announcement;

    /**
     * Called by Declarative Services, anew for each change of the configuration.
     *
     * @param context of this bundle
     * @param satellite that a hub is to use
     * @param installation by which a hub knows it again
     * @param config the file's keys
     */
    @Activate
    public EsphomeFace(BundleContext context, @Reference Satellite satellite, @Reference Installation installation, EsphomeConfig config) {
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
            int port = ListenAddress.port(startup.option("esphome.port", String.valueOf(config.esphome_port())), USUAL_PORT);
            if (port > 0) {
                EsphomeSettings settings = settings(port);
                EsphomeServer made = new EsphomeServer(satellite, settings, listening -> announce(settings, listening));
                server = made;
                watching = satellite.watch((event, status) -> made.tellStates(status));
            }
        } catch (AlanException e) {
            problem = e;
            LOG.error(PROBLEM, "{}", e.getMessage());
        }
    }

    private EsphomeSettings settings(int port) throws AlanException {
        String name = startup.option("name", config.name()).strip();
        EsphomeDevice device = DeviceMaker.make(name.isEmpty() ? "Alan" : name, startup.version(),
                installation.publicKey());
        EsphomeKey key = null;
        if (config.esphome_encryption()) {
            Path file = Path.of(context.getProperty(Home.DATA)).resolve(KEY_FILE);
            key = KeyFile.read(file);
            LOG.info("The key that Home Assistant asks for when it adds the satellite {} is in {}", device.info().getName(), file);
        }
        return new EsphomeSettings(ListenAddress.address(startup.option("bind", config.bind())), port, AllowList.of(startup.option("allow", config.allow())), device, key);
    }

    private synchronized void announce(EsphomeSettings settings, int port) {
        if (announcement == null && !closed && !settings.address().isLoopbackAddress()) {
            Map<String, String> text = new TreeMap<>(Map.of("mac", settings.device().mac(), "friendly_name", settings.device().info().getFriendlyName(), "version",
                    settings.device().info().getEsphomeVersion(), "project_name", settings.device().info().getProjectName(), "project_version",
                    settings.device().info().getProjectVersion()));
            if (settings.key() != null) {
                text.put("api_encryption", "Noise_NNpsk0_25519_ChaChaPoly_SHA256");
            }
            announcement = context.registerService(Announcement.class,
                    new Announcement(TYPE, settings.device().info().getName(), settings.address(), port, text), null);
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
            return Optional.of(HomeStatus.Face.wrong("esphome", problem.getLocalizedMessage()));
        }
        return Optional.ofNullable(server).map(EsphomeServer::status);
    }

    /** Listens no more. */
    @Deactivate
    void deactivate() {
        started.close();
        EsphomeServer last;
        synchronized (this) {
            closed = true;
            last = server;
            if (watching != null) {
                watching.close();
            }
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
