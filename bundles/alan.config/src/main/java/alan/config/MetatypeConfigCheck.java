package alan.config;

import alan.api.Home;
import alan.api.config.ConfigCheck;
import alan.api.text.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.felix.metatype.AD;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Compares configurations with the OSGi Metatype of the bundles. As a plugin of ConfigurationAdmin it stands between a configuration
 * and its component (OSGi Compendium, 104.9), and takes out the values that make no sense: for a number that is none, the component
 * runtime would not activate the component at all.
 *
 * <p>A problem is logged once, when the framework has started or when it comes up later; before, not every bundle is there that could know a file.
 */
@Component(
        name = MetatypeConfigCheck.NAME,
        immediate = true,
        service = {ConfigCheck.class, ConfigurationPlugin.class, ConfigurationListener.class},
        // From 0 to 1000: a plugin that may change what it sees.
        property = ConfigurationPlugin.CM_RANKING + ":Integer=500")
public final class MetatypeConfigCheck implements ConfigCheck, ConfigurationPlugin, ConfigurationListener, FrameworkListener {
    /** Name of the component. */
    static final String NAME = "alan.config";

    private static final Logger LOG = LoggerFactory.getLogger(MetatypeConfigCheck.class);
    private static final Marker PROBLEM = MarkerFactory.getMarker(ConfigCheck.MARKER);

    /** By this FileInstall knows which file a configuration came from: its URI. */
    private static final String FILE_NAME = "felix.fileinstall.filename";

    /** Keys that any component may have and none describes: of services (ranking, description), and which services it is bound to. */
    private static final Pattern COMMON_KEYS =
            Pattern.compile("service\\..+|component\\..+|felix\\.fileinstall\\..+|\\..+|.+\\.target|.+\\.cardinality\\.minimum");

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final Path folder;
    private final Designations designations;
    private final Set<String> logged = new HashSet<>();

    /**
     * Starts to watch.
     *
     * @param context says where the configuration is
     * @param admin knows the configurations
     */
    @Activate
    public MetatypeConfigCheck(BundleContext context, @Reference ConfigurationAdmin admin) {
        this.context = context;
        this.admin = admin;
        this.folder = Path.of(context.getProperty(Home.CONFIG));
        this.designations = new Designations(context);
        context.addFrameworkListener(this);
    }

    /** Ends watching. */
    @Deactivate
    void stop() {
        context.removeFrameworkListener(this);
        designations.close();
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> reference, Dictionary<String, Object> properties) {
        Optional<Designation> designation = designations.find(pid(properties));
        if (designation.isEmpty()) {
            return;
        }
        for (String key : Collections.list(properties.keys())) {
            AD definition = designation.get().keys().get(key);
            if (definition != null) {
                Setting setting = new Setting("", definition, properties.get(key));
                if (setting.isEmpty() || setting.problem().isPresent()) {
                    properties.remove(key);
                } else {
                    properties.put(key, setting.stripped());
                }
            }
        }
    }

    private static String pid(Dictionary<String, Object> properties) {
        Object factory = properties.get(ConfigurationAdmin.SERVICE_FACTORYPID);
        return String.valueOf(factory == null ? properties.get(Constants.SERVICE_PID) : factory);
    }

    @Override
    public List<Text> problems() {
        Map<Path, Dictionary<String, Object>> configurations = configurations();
        Map<Path, List<Text>> byFile = new TreeMap<>();
        for (Path path : files()) {
            ConfigFile file = new ConfigFile(path);
            if (file.isNearlyRead()) {
                byFile.put(path, List.of(file.misnamed()));
            } else if (file.isRead()) {
                byFile.put(path, problems(file, configurations.get(path)));
            }
        }
        return byFile.values().stream().flatMap(List::stream).toList();
    }

    private List<Text> problems(ConfigFile file, Dictionary<String, Object> configuration) {
        List<Text> found = new ArrayList<>();
        file.illegible().ifPresent(found::add);
        Optional<Designation> designation = designations.find(file.pid());
        if (designation.isEmpty()) {
            found.add(file.unknown(designations.all()));
        } else {
            file.wrongNumber(designation.get()).ifPresent(found::add);
            if (configuration != null) {
                found.addAll(problems(file.path().toString(), designation.get().keys(), configuration));
            } else if (found.isEmpty() && file.isOld()) {
                found.add(Text.of("%s could not be read: the log says why.", file.path()));
            }
        }
        return found;
    }

    private static List<Text> problems(String file, Map<String, AD> keys, Dictionary<String, Object> properties) {
        List<Text> found = new ArrayList<>();
        for (String key : Collections.list(properties.keys()).stream().sorted().toList()) {
            if (keys.containsKey(key)) {
                new Setting(file, keys.get(key), properties.get(key)).problem().ifPresent(found::add);
            } else if (!COMMON_KEYS.matcher(key).matches()) {
                found.add(Nearest.of(key, keys.keySet())
                        .map(near -> Text.of("In %s, the key %s is unknown. Did you mean %s?", file, key, near))
                        .orElseGet(() -> Text.of("In %s, the key %s is unknown: remove it. Known keys: %s.", file, key,
                                String.join(", ", keys.keySet().stream().sorted().toList()))));
            }
        }
        return found;
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<Path, Dictionary<String, Object>> configurations() {
        Map<Path, Dictionary<String, Object>> found = new TreeMap<>();
        try {
            Configuration[] all = admin.listConfigurations("(" + FILE_NAME + "=*)");
            for (Configuration each : all == null ? new Configuration[0] : all) {
                Dictionary<String, Object> properties = each.getProperties();
                found.put(folder.resolve(Path.of(URI.create(properties.get(FILE_NAME).toString())).getFileName()), properties);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTED) {
            log();
        }
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.ACTIVE) {
            log();
        }
    }

    private synchronized void log() {
        List<String> now = problems().stream().map(Text::english).toList();
        now.stream().filter(problem -> !logged.contains(problem)).forEach(problem -> LOG.warn(PROBLEM, "{}", problem));
        logged.retainAll(now);
        logged.addAll(now);
    }
}
