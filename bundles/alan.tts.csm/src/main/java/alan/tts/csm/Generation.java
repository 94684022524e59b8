package alan.tts.csm;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.engine.Engine;
import alan.api.model.Models;
import alan.api.tts.TextToSpeech;
import alan.tts.csm.tensor.BackendFactory;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** The engines of one configuration: one for each backend that there is, for as long as there is the backend. */
final class Generation implements AutoCloseable {
    private static final List<String> SHIPPED = List.of("onnx", "djl");
    private static final String COMPONENT_NAME = "component.name";
    /** Of the engine on the best backend; on another, the backend's own ranking is added. */
    private static final int RANKING = -20;

    private final CsmEngines.Config config;
    private final CsmSettings settings;
    private final AlanException problem;
    private final ServiceTracker<BackendFactory, Registered> tracker;

    private record Registered(CsmTextToSpeech engine, ServiceRegistration<TextToSpeech> service) {}

    /**
     * @param context of this bundle
     * @param models the catalogue
     * @param audio resamples
     * @param config the configuration
     * @param loaded told when one of the engines has been loaded
     */
    Generation(BundleContext context, Models models, AudioFiles audio, CsmEngines.Config config, Runnable loaded) {
        CsmSettings read = null;
        AlanException wrong = null;
        try {
            read = CsmSettings.of(config);
        } catch (AlanException e) {
            wrong = e;
        }
        this.config = config;
        this.settings = read;
        this.problem = wrong;
        this.tracker = new ServiceTracker<>(context, BackendFactory.class, new Registrar(context, models, audio, loaded));
    }

    /** Registers the engines, from now on. @return this */
    Generation open() {
        tracker.open();
        return this;
    }

    /** {@return whether another configuration says the same} */
    boolean isConfiguredLike(CsmEngines.Config other) {
        return said(config).equals(said(other));
    }

    /** Annotations that the component runtime makes cannot be compared. */
    private static List<Object> said(CsmEngines.Config config) {
        return List.of(config.model(), config.device(), config.precision(), config.threads(), config.speaker(), config.temperature(), config.top_k(), config.seed(),
                config.max_seconds(), config.together(), config.voice_memory());
    }

    /** {@return the bundles of those backends that Alan is shipped with and that are not here} */
    private List<String> missing() {
        ServiceReference<BackendFactory>[] here = tracker.getServiceReferences();
        return SHIPPED.stream()
                .filter(backend -> here == null || Stream.of(here).noneMatch(each -> backend.equals(each.getProperty(Engine.BACKEND))))
                .map(backend -> CsmEngines.NAME + "." + backend)
                .toList();
    }

    /** {@return whether any engine is loaded} */
    boolean isLoaded() {
        return tracker.getTracked().values().stream().anyMatch(each -> each.engine().isLoaded());
    }

    /** Has the engines forget what is kept of voices and conversations. */
    void forget() {
        tracker.getTracked().values().forEach(each -> each.engine().forget());
    }

    /** Withdraws the engines, which waits for their leases. */
    @Override
    public void close() {
        tracker.close();
    }

    private final class Registrar implements ServiceTrackerCustomizer<BackendFactory, Registered> {
        private final BundleContext context;
        private final Models models;
        private final AudioFiles audio;
        private final Runnable loaded;

        Registrar(BundleContext context, Models models, AudioFiles audio, Runnable loaded) {
            this.context = context;
            this.models = models;
            this.audio = audio;
            this.loaded = loaded;
        }

        @Override
        public Registered addingService(ServiceReference<BackendFactory> backend) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put(Engine.NAME, CsmEngines.ENGINE);
            properties.put(Engine.BACKEND, backend.getProperty(Engine.BACKEND));
            properties.put(Constants.SERVICE_RANKING, RANKING + (backend.getProperty(Constants.SERVICE_RANKING) instanceof Integer its ? its : 0));
            // What the component runtime would add: by these the register finds the configuration, and sees that it has come into effect.
            properties.put(COMPONENT_NAME, CsmEngines.NAME);
            properties.put("model", config.model());
            properties.put("precision", config.precision());
            properties.put("device", config.device());
            CsmTextToSpeech engine = new CsmTextToSpeech(models, audio, context.getService(backend), settings, problem, loaded,
                    Generation.this::missing);
            return new Registered(engine, context.registerService(TextToSpeech.class, engine, properties));
        }

        @Override
        public void modifiedService(ServiceReference<BackendFactory> backend, Registered engine) {
            // Which backend it is does not change.
        }

        @Override
        public void removedService(ServiceReference<BackendFactory> backend, Registered engine) {
            engine.service().unregister();
            engine.engine().unload();
            context.ungetService(backend);
        }
    }
}
