package alan.tts.csm;

import alan.api.audio.AudioFiles;
import alan.api.model.Models;
import alan.api.voice.VoiceProfiles;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * An engine for each backend that there is, all with one configuration; while that changes, there are those of the old one, too. They rank below
 * the small voices: a processor takes longer for CSM than its sound lasts, so it is used where somebody chose it.
 */
@Component(name = CsmEngines.NAME, service = VoiceProfiles.Listener.class, immediate = true,
        configurationPid = CsmEngines.NAME, configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = CsmEngines.Config.class)
public final class CsmEngines implements VoiceProfiles.Listener {
    /** Name of the component and PID of its configuration. */
    static final String NAME = "alan.tts.csm";

    /** The engine's short name, also in the model catalogue. */
    static final String ENGINE = "csm";

    private final BundleContext context;
    private final Models models;
    private final AudioFiles audio;
    private Generation current;
    /** The one before, while it is in use and none of the current one is loaded yet. */
    private Generation serving;

    /** Configuration. */
    @ObjectClassDefinition(name = "CSM voices")
    @interface Config {
        @AttributeDefinition(name = "Model", description = "id of the model")
        String model() default "csm-1b";

        @AttributeDefinition(name = "Device", description = "auto, cpu or cuda:N")
        String device() default "auto";

        @AttributeDefinition(name = "Precision", description = "auto, fp32, bf16, fp16, int8 or int4; each backend says which it has")
        String precision() default "auto";

        @AttributeDefinition(name = "Threads", description = "threads that compute; 0 for the number of cores", min = "0")
        int threads() default 0;

        @AttributeDefinition(name = "Speaker", description = "number of the model's speaker", min = "0", max = "999")
        int speaker() default 0;

        @AttributeDefinition(name = "Temperature", description = "how varied the speech is", min = "0.01", max = "5")
        double temperature() default 0.9;

        @AttributeDefinition(name = "Top k", description = "how many of the likeliest codes come into question", min = "1")
        int top_k() default 50;

        @AttributeDefinition(name = "Seed", description = "number from which chance begins, so that a sentence always sounds the same; -1 for another each time",
                min = "-1")
        long seed() default -1;

        @AttributeDefinition(name = "Longest sentence", description = "seconds that a sentence may take at most", min = "1", max = "90")
        double max_seconds() default 40;

        @AttributeDefinition(name = "Together", description = "sentences that are spoken at the same time, at most", min = "1", max = "64")
        int together() default 8;

        @AttributeDefinition(name = "Memory for voices", min = "0",
                description = "MB that are kept of voices' samples and conversations, so that they need not be read again; a minute takes about 55")
        int voice_memory() default 512;
    }

    /**
     * @param context of this bundle
     * @param models the catalogue
     * @param audio resamples
     * @param config the configuration
     */
    @Activate
    public CsmEngines(BundleContext context, @Reference Models models, @Reference AudioFiles audio, Config config) {
        this.context = context;
        this.models = models;
        this.audio = audio;
        this.current = generation(config);
        current.open();
    }

    private Generation generation(Config config) {
        return new Generation(context, models, audio, config, this::loaded);
    }

    /** The configuration has changed: engines that are in use go on with the old one until one is loaded with the new one, or until it is taken back. */
    @Modified
    synchronized void modified(Config config) {
        if (current.isConfiguredLike(config)) {
            return;
        }
        Generation ended = current;
        if (serving != null && serving.isConfiguredLike(config)) {
            current = serving;
            serving = null;
        } else {
            current = generation(config);
            if (serving == null && ended.isLoaded()) {
                serving = ended;
                ended = null;
            }
            current.open();
        }
        if (ended != null) {
            withdraw(ended);
        }
    }

    private synchronized void loaded() {
        if (serving != null && current.isLoaded()) {
            withdraw(serving);
            serving = null;
        }
    }

    /** On a thread of its own, since it takes as long as the last user. */
    private static void withdraw(Generation generation) {
        Thread thread = new Thread(generation::close, NAME + ": withdrawal");
        thread.setDaemon(true);
        thread.start();
    }

    /** What is kept of voices is not kept by name, so all of it goes. */
    @Override
    public void left(String voice) {
        List<Generation> all;
        synchronized (this) {
            all = Stream.of(current, serving).filter(Objects::nonNull).toList();
        }
        all.forEach(Generation::forget);
    }

    /** Withdraws the engines, which waits for their leases. */
    @Deactivate
    void deactivate() {
        List<Generation> all;
        synchronized (this) {
            all = Stream.of(current, serving).filter(Objects::nonNull).toList();
        }
        all.forEach(Generation::close);
    }
}
