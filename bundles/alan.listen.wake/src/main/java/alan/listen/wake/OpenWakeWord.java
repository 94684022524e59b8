package alan.listen.wake;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.listen.WakeWord;
import alan.api.model.Models;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Hears wake words with openWakeWord's networks, computed by ONNX Runtime. The two networks that all words share are loaded with the engine, a word's own
 * when it is first listened for: a word that was just installed can be listened for at once, and a damaged one disturbs nobody else.
 */
@Component(
        name = OpenWakeWord.NAME,
        configurationPid = OpenWakeWord.NAME,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        property = Engine.NAME + "=" + OpenWakeWord.ENGINE)
@Designate(ocd = OpenWakeWord.Config.class)
public final class OpenWakeWord implements WakeWord {
    /** Name of the component and PID of its configuration. */
    static final String NAME = "alan.listen.openwakeword";
    /** Name of the engine. */
    static final String ENGINE = "openwakeword";

    private static final double FRAME_MS = 1000.0 * Frames.FRAME / SAMPLE_RATE;

    private final Models models;
    private final String id;
    private final double threshold;
    private final long refractory;
    private final Map<Path, Classifier> classifiers = new HashMap<>();
    private volatile Loaded loaded;

    /** Configuration. */
    @ObjectClassDefinition(name = "openWakeWord wake words")
    @interface Config {
        @AttributeDefinition(name = "Model", description = "Id of the model in the catalogue that has the networks which all wake words share.")
        String model() default "openwakeword";

        @AttributeDefinition(name = "Threshold", description = "Score from which a wake word counts as said.", min = "0.01", max = "1")
        float threshold() default 0.5f;

        @AttributeDefinition(name = "Pause", description = "A wake word is not heard again for so long, in ms.", min = "0", max = "60000")
        int refractory_ms() default 2000;
    }

    /** The shared networks, and what they make of silence. */
    private record Loaded(SharedNetworks networks, Features.Silence silence) {}

    /**
     * @param models the catalogue
     * @param config the configuration
     */
    @Activate
    public OpenWakeWord(@Reference Models models, Config config) {
        this(models, config.model().strip(), config.threshold(), config.refractory_ms());
    }

    OpenWakeWord(Models models, String id, float threshold, int refractoryMs) {
        this.models = models;
        this.id = id;
        // As it is written, not 0.30000001192…
        this.threshold = isThreshold(threshold) ? Double.parseDouble(Float.toString(threshold)) : 0.5;
        this.refractory = (long) Math.ceil(Math.max(0, refractoryMs) / FRAME_MS);
    }

    private static boolean isThreshold(double threshold) {
        return threshold > 0 && threshold <= 1;
    }

    @Override
    public EngineInfo info() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("threshold", String.format(Locale.ROOT, "%s", threshold));
        details.put("words", String.join(", ", Words.of(models).keySet()));
        return new EngineInfo(Set.of(), List.of(id), "cpu", loaded != null, details);
    }

    @Override
    public List<Name> names() {
        return Words.of(models).values().stream().map(Words.Word::name).toList();
    }

    @Override
    public double threshold() {
        return threshold;
    }

    @Override
    public synchronized void load() throws AlanException {
        if (loaded == null) {
            SharedNetworks networks = new SharedNetworks(models.require(id));
            boolean whole = false;
            try {
                loaded = new Loaded(networks, Features.Silence.of(networks));
                whole = true;
            } finally {
                if (!whole) {
                    networks.close();
                }
            }
        }
    }

    @Override
    public Detector open(Set<String> names, double from) throws AlanException {
        return open(names, from, (name, frame, score) -> {});
    }

    /** As {@link #open(Set, double)}. @param watcher told the score of each word in each frame */
    synchronized Detector open(Set<String> names, double from, StreamDetector.Watcher watcher) throws AlanException {
        if (!isThreshold(from)) {
            throw new AlanException("A wake word's threshold is a score above 0, and 1 at most; %s is not.", from);
        }
        if (loaded == null) {
            throw new AlanException("The engine for wake words is not loaded; ask again.");
        }
        Map<String, Words.Word> there = Words.of(models);
        Map<String, Classifier> wanted = new LinkedHashMap<>();
        for (String name : names) {
            wanted.put(name, classifier(word(there, name)));
        }
        if (wanted.isEmpty()) {
            throw new AlanException("Say which wake words to listen for; there are %s.", String.join(", ", there.keySet()));
        }
        return new StreamDetector(new Features(loaded.networks(), loaded.silence()), scorers(wanted), from, refractory, watcher);
    }

    private static Map<String, StreamDetector.Scorer> scorers(Map<String, Classifier> wanted) {
        Map<String, StreamDetector.Scorer> scorers = new LinkedHashMap<>();
        wanted.forEach((name, classifier) -> scorers.put(name, classifier::score));
        return scorers;
    }

    private static Words.Word word(Map<String, Words.Word> there, String name) throws AlanException {
        Words.Word word = there.get(name);
        if (word == null) {
            throw there.isEmpty()
                    ? new AlanException("There is no wake word %s, nor any other; install some with alan:model-get openwakeword.", name)
                    : new AlanException("There is no wake word %s; there are %s.", name, String.join(", ", there.keySet()));
        }
        return word;
    }

    private Classifier classifier(Words.Word word) throws AlanException {
        Classifier known = classifiers.get(word.file());
        if (known == null) {
            known = new Classifier(word.file());
            classifiers.put(word.file(), known);
        }
        return known;
    }

    @Override
    @Deactivate
    public synchronized void unload() {
        Loaded old = loaded;
        loaded = null;
        classifiers.values().forEach(Classifier::close);
        classifiers.clear();
        if (old != null) {
            old.networks().close();
        }
    }
}
