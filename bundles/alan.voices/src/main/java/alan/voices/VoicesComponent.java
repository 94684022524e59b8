package alan.voices;

import alan.api.Home;
import alan.api.audio.AudioFiles;
import alan.api.identity.Installation;
import alan.api.phonemes.Phonemizer;
import alan.api.voice.VoiceProfiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The voices as a service. Without an {@link Installation} they are kept and shown, but none may speak; without a {@link Phonemizer} letters stand for sounds. */
@Component(name = "alan.voices", service = VoiceProfiles.class)
public final class VoicesComponent extends VoiceStore {
    /** How soon a voice stops here that another process takes away, in ms. */
    private static final long LOOK_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(VoicesComponent.class);

    private final AtomicReference<Installation> installation;
    private final AtomicReference<Phonemizer> phonemizer;
    private final List<Listener> listeners;
    private final ScheduledExecutorService lookout = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "alan voices");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param context of this bundle
     * @param audio reads and changes sounds
     */
    @Activate
    public VoicesComponent(BundleContext context, @Reference AudioFiles audio) {
        this(Path.of(context.getProperty(Home.DATA)), audio, new AtomicReference<>(), new AtomicReference<>(), new CopyOnWriteArrayList<>());
    }

    private VoicesComponent(Path data, AudioFiles audio, AtomicReference<Installation> installation, AtomicReference<Phonemizer> phonemizer,
            List<Listener> listeners) {
        super(data, audio, installation::get, phonemizer::get, () -> listeners);
        this.installation = installation;
        this.phonemizer = phonemizer;
        this.listeners = listeners;
        lookout.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            lookAround();
        } catch (RuntimeException e) {
            LOG.error("What other processes do with voices is not known", e);
        }
    }

    @Deactivate
    void deactivate() {
        lookout.shutdownNow();
    }

    /** The installation has come. @param added it */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setInstallation(Installation added) {
        installation.set(added);
    }

    /** The installation goes. @param removed it */
    void unsetInstallation(Installation removed) {
        installation.compareAndSet(removed, null);
    }

    /** The phonemizer has come. @param added it */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setPhonemizer(Phonemizer added) {
        phonemizer.set(added);
    }

    /** The phonemizer goes. @param removed it */
    void unsetPhonemizer(Phonemizer removed) {
        phonemizer.compareAndSet(removed, null);
    }

    /** Somebody wants to know when a voice may no longer be used. @param added who */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(Listener added) {
        listeners.add(added);
    }

    /** Somebody no longer does. @param removed who */
    void removeListener(Listener removed) {
        listeners.remove(removed);
    }
}
