package alan.engines;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.config.ConfigWriter;
import alan.api.engine.EngineKind;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers choices in {@code config/}, and brings them into effect at once.
 *
 * <p>The file is the truth; the configuration is updated beside it so that nobody waits for FileInstall to look. FileInstall then finds that the
 * file says what is already in force, and does nothing.
 */
@Component(service = {Chooser.class, ConfigWriter.class})
public final class Chooser implements ConfigWriter {
    private static final Logger LOG = LoggerFactory.getLogger(Chooser.class);
    /** By this FileInstall knows which file a configuration came from. */
    private static final String FILE_NAME = "felix.fileinstall.filename";

    private final Path folder;
    private final ConfigurationAdmin admin;
    private final Models models;

    /** Takes the configuration back to what it was. */
    interface Undo {
        void run();
    }

    /**
     * For Declarative Services.
     *
     * @param context tells the folder
     * @param admin configurations
     * @param models the catalogue
     */
    @Activate
    public Chooser(BundleContext context, @Reference ConfigurationAdmin admin, @Reference Models models) {
        this.folder = Path.of(context.getProperty(Home.CONFIG));
        this.admin = admin;
        this.models = models;
    }

    /** {@return whether {@code config/PID.cfg} says this, or nothing} A file that cannot be read says something else. */
    boolean agrees(String pid, Map<String, String> values) {
        try {
            Map<String, Object> written = new ConfigFile(folder, pid).read();
            return values.entrySet().stream().allMatch(each -> each.getValue().equals(written.getOrDefault(each.getKey(), each.getValue())));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Writes keys of {@code config/PID.cfg} and brings them into effect. What says this already is not written again: the component runtime would
     * replace the component all the same.
     *
     * @return takes it back
     * @throws AlanException when the file cannot be written; nothing has changed then
     */
    Undo remember(String pid, Map<String, String> values) throws AlanException {
        ConfigFile file = new ConfigFile(folder, pid);
        String before = null;
        try {
            before = file.text();
            for (Map.Entry<String, String> each : values.entrySet()) {
                file.set(each.getKey(), each.getValue());
            }
            apply(pid, file);
        } catch (IOException | RuntimeException e) {
            if (before != null) {
                putBack(pid, file, before);
            }
            throw new AlanException("The choice cannot be written to %s (%s); make the folder writable, or free some space on its disk.",
                    folder.resolve(pid + ".cfg"), reason(e), e);
        }
        String text = before;
        return () -> putBack(pid, file, text);
    }

    @Override
    public void write(String pid, Map<String, String> values) throws AlanException {
        remember(pid, values);
    }

    private void putBack(String pid, ConfigFile file, String text) {
        try {
            file.replace(text);
            apply(pid, file);
        } catch (IOException | RuntimeException e) {
            LOG.error("{} could not be put back to what it was", folder.resolve(pid + ".cfg"), e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof FileSystemException problem && problem.getReason() != null ? problem.getReason() : e.toString();
    }

    private void apply(String pid, ConfigFile file) throws IOException {
        Configuration configuration = admin.getConfiguration(pid, "?");
        Map<String, Object> values = file.read();
        if (values.isEmpty()) {
            configuration.delete();
            return;
        }
        Hashtable<String, Object> properties = new Hashtable<>(values);
        properties.put(FILE_NAME, file.key());
        configuration.updateIfDifferent(properties);
    }

    /**
     * {@return the name of the engine that runs an installed model}
     *
     * @param kind that is wanted
     * @param id of the model, as a person typed it
     * @param engines names of the engines there are, for the sentence
     */
    String engineOf(EngineKind kind, String id, List<String> engines) throws AlanException {
        List<Model> ofKind = models.list().stream().filter(candidate -> candidate.kind() == kind).toList();
        Model model = ofKind.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> neither(kind, id, engines, ofKind.stream().map(Model::id).toList()));
        models.require(id);
        return model.engine();
    }

    private AlanException neither(EngineKind kind, String id, List<String> engines, List<String> ids) {
        if (engines.isEmpty() && ids.isEmpty()) {
            return Refusals.none(kind);
        }
        List<String> here = Stream.concat(engines.stream(), ids.stream().filter(this::isInstalled)).toList();
        List<String> elsewhere = ids.stream().filter(each -> !isInstalled(each)).toList();
        Text problem = Names.nearest(id, Stream.concat(here.stream(), elsewhere.stream()).toList())
                .map(meant -> Text.of("There is no %1$s engine and no %1$s model '%2$s'; did you mean %3$s?", kind.id(), id, meant))
                .orElseGet(() -> Text.of("There is no %1$s engine and no %1$s model '%2$s'.", kind.id(), id));
        if (!here.isEmpty()) {
            problem = Text.of("%s There is: %s.", problem, Names.list(here));
        }
        return new AlanException(elsewhere.isEmpty() ? problem
                : Text.of("%s To be installed with alan:model-get: %s.", problem, Names.list(elsewhere)));
    }

    /** {@return ids of the models of a kind that the catalogue knows} */
    List<String> models(EngineKind kind) {
        return models.list().stream().filter(model -> model.kind() == kind).map(Model::id).toList();
    }

    private boolean isInstalled(String id) {
        return models.installed(id).isPresent();
    }
}
