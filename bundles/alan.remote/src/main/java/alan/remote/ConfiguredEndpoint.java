package alan.remote;

import alan.api.Home;
import alan.api.config.ConfigCheck;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * A file {@code config/alan.remote-NAME.cfg}. It stays the same service when the file changes, so no engine is withdrawn for that, and requests that
 * are under way
 * go on with the endpoint that they began with.
 */
@Component(name = ConfiguredEndpoint.PID, configurationPid = ConfiguredEndpoint.PID, configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = ConfiguredEndpoint.class)
@Designate(ocd = EndpointConfig.class, factory = true)
public final class ConfiguredEndpoint {
    /** Factory PID. */
    static final String PID = "alan.remote";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredEndpoint.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);
    private static final String FILE_NAME = "felix.fileinstall.filename";

    private final Path folder;
    private volatile Endpoint endpoint;

    /**
     * Called by Declarative Services, once a file.
     *
     * @param context knows the folder of the configuration
     * @param config the file's keys
     * @param properties likewise, with those that no endpoint has
     */
    @Activate
    public ConfiguredEndpoint(BundleContext context, EndpointConfig config, Map<String, Object> properties) {
        this.folder = Path.of(context.getProperty(Home.CONFIG));
        modified(config, properties);
    }

    @Modified
    void modified(EndpointConfig config, Map<String, Object> properties) {
        EndpointSettings settings = EndpointSettings.of(name(properties), config, properties, folder);
        if (settings.problem() != null) {
            LOG.error(PROBLEM, "{}", settings.problem().english());
        } else if (settings.warning() != null) {
            LOG.warn("{}", settings.warning().english());
        }
        endpoint = new Endpoint(settings);
    }

    /** {@return NAME: of the file, else of the configuration} */
    static String name(Map<String, Object> properties) {
        if (properties.get(FILE_NAME) instanceof String file) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            if (name.startsWith(PID + "-") && name.endsWith(".cfg")) {
                return name.substring(PID.length() + 1, name.length() - ".cfg".length());
            }
        }
        String pid = String.valueOf(properties.get("service.pid"));
        return pid.startsWith(PID + "~") ? pid.substring(PID.length() + 1) : pid;
    }

    /** {@return the endpoint as the file describes it now} */
    Endpoint endpoint() {
        return endpoint;
    }
}
