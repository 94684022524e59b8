package alan.tts.csm;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.model.Models;
import alan.api.tts.TextToSpeech;
import alan.tts.csm.tensor.BackendFactory;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * An engine for each backend that there is, all with one configuration. They rank below the small voices: a processor takes longer for CSM than its
 * sound lasts, so it is used where somebody chose it.
 */
@Component(name = CsmEngines.NAME, service = {}, immediate = true,
        configurationPid = CsmEngines.NAME, configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = CsmEngines.Config.class)
public final class CsmEngines {
    /** Name of the component and PID of its configuration. */
    static final String NAME = "alan.tts.csm";

    /** The engine's short name, also in the model catalogue. */
    static final String ENGINE = "csm";

    private static final String COMPONENT_NAME = "component.name";
    private static final String MODEL = "model";
    private static final int RANKING = -20;

    private final ServiceTracker<BackendFactory, ServiceRegistration<TextToSpeech>> tracker;

    /** Configuration. */
    @ObjectClassDefinition(name = "CSM voices")
    @interface Config {
        @AttributeDefinition(name = "Model", description = "id of the model")
        String model() default "csm-1b";

        @AttributeDefinition(name = "Device", description = "auto, cpu or cuda:N")
        String device() default "auto";

        @AttributeDefinition(name = "Precision", description = "auto, fp32, int8 or int4")
        String precision() default "auto";

        @AttributeDefinition(name = "Threads", description = "threads that compute; 0 for the number of cores", min = "0")
        int threads() default 0;

        @AttributeDefinition(name = "Speaker", description = "number of the model's speaker", min = "0", max = "999")
        int speaker() default 0;

        @AttributeDefinition(name = "Temperature", description = "how varied the speech is", min = "0.01", max = "5")
        double temperature() default 0.9;

        @AttributeDefinition(name = "Top k", description = "how many of the likeliest codes come into question", min = "1")
        int top_k() default 50;

        @AttributeDefinition(name = "Longest sentence", description = "seconds that a sentence may take at most", min = "1", max = "90")
        double max_seconds() default 40;

        @AttributeDefinition(name = "Together", description = "sentences that are spoken at the same time, at most", min = "1", max = "64")
        int together() default 8;

        @AttributeDefinition(name = "Memory for voices", min = "0",
                description = "MB that are kept of voices' samples, so that they need not be read again; a minute takes about 55")
        int voice_memory() default 512;
    }

    /**
     * @param context of this bundle
     * @param models the catalogue
     * @param config the configuration
     */
    @Activate
    public CsmEngines(BundleContext context, @Reference Models models, Config config) {
        CsmSettings settings = null;
        AlanException problem = null;
        try {
            settings = CsmSettings.of(config);
        } catch (AlanException e) {
            problem = e;
        }
        this.tracker = new ServiceTracker<>(context, BackendFactory.class, new Registrar(context, models, config.model(), settings, problem));
        tracker.open();
    }

    /** Withdraws the engines, which waits for their leases. */
    @Deactivate
    void deactivate() {
        tracker.close();
    }

    /** Registers an engine for each backend, and withdraws it before the backend goes. */
    private record Registrar(BundleContext context, Models models, String model, CsmSettings settings, AlanException problem)
            implements ServiceTrackerCustomizer<BackendFactory, ServiceRegistration<TextToSpeech>> {
        @Override
        public ServiceRegistration<TextToSpeech> addingService(ServiceReference<BackendFactory> backend) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put(Engine.NAME, ENGINE);
            properties.put(Engine.BACKEND, backend.getProperty(Engine.BACKEND));
            properties.put(Constants.SERVICE_RANKING, RANKING);
            // What the component runtime would add: by these the register finds the configuration, and sees that it has come into effect.
            properties.put(COMPONENT_NAME, NAME);
            properties.put(MODEL, model);
            return context.registerService(
                    TextToSpeech.class, new CsmTextToSpeech(models, context.getService(backend), settings, problem), properties);
        }

        @Override
        public void modifiedService(ServiceReference<BackendFactory> backend, ServiceRegistration<TextToSpeech> engine) {
            // Which backend it is does not change.
        }

        @Override
        public void removedService(ServiceReference<BackendFactory> backend, ServiceRegistration<TextToSpeech> engine) {
            TextToSpeech withdrawn = context.getService(engine.getReference());
            engine.unregister();
            withdrawn.unload();
            context.ungetService(backend);
        }
    }
}
