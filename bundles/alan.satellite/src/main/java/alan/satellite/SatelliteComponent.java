package alan.satellite;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.audio.AudioDevices;
import alan.api.engine.Engines;
import alan.api.listen.WakeWord;
import alan.api.satellite.Hub;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteWatcher;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The satellite of this machine. It opens nothing before a hub is attached. */
@Component(name = SatelliteComponent.PID, configurationPid = SatelliteComponent.PID, configurationPolicy = ConfigurationPolicy.OPTIONAL, service = Satellite.class)
@Designate(ocd = SatelliteComponent.Config.class)
public final class SatelliteComponent implements Satellite {
    static final String PID = "alan.satellite";

    private static final Logger LOG = LoggerFactory.getLogger(SatelliteComponent.class);

    private final Herald herald = new Herald();
    private final Room room;
    private final Listener listener;

    /** Asked for their words only. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<WakeWord> wakers = List.of();

    /** The keys of {@code config/alan.satellite.cfg}. */
    @ObjectClassDefinition(name = "Alan: satellite", description = "The microphone and speaker that a home's hub uses.")
    public @interface Config {
        /** {@return the microphone} */
        @AttributeDefinition(name = "Microphone", description = "default, a part of a device's name, file:PATH, pipe:COMMAND, or null; empty for Alan's own.")
        String microphone() default "";

        /** {@return the speaker} */
        @AttributeDefinition(name = "Speaker", description = "default, a part of a device's name, file:PATH, pipe:COMMAND, or null; empty for Alan's own.")
        String speaker() default "";

        /** {@return ids of the wake words} */
        @AttributeDefinition(name = "Wake words", description = "Ids of the wake words to wait for, with commas: hey_jarvis,alexa; empty for all that are installed.")
        String words() default "";

        /** {@return whether a wake word stops what is being played} */
        @AttributeDefinition(name = "Interrupt", description = "Whether a wake word stops what is being played; false where the microphone hears the speaker too well.")
        boolean interrupt() default true;

        /** {@return how loud it is} */
        @AttributeDefinition(name = "Volume", description = "How loud the speaker is, in percent of what the device gives.", min = "0", max = "100")
        int volume() default 100;
    }

    /**
     * Called by Declarative Services.
     *
     * @param context tells where Alan's data is
     * @param devices microphones and speakers
     * @param engines one of which hears wake words
     * @param config what is configured
     */
    @Activate
    public SatelliteComponent(BundleContext context, @Reference AudioDevices devices, @Reference Engines engines, Config config) {
        String microphone = option(context, "microphone", config.microphone());
        String speaker = option(context, "speaker", config.speaker());
        Set<String> words = new LinkedHashSet<>();
        for (String word : config.words().split("[,\\s]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        room = new Room(new RoomSettings(words, config.interrupt(), config.volume() / 100.0), rate -> devices.speaker(speaker, rate), this::names,
                new MuteSwitch(Path.of(context.getProperty(Home.DATA))), herald);
        WakeEar ear = new WakeEar(engines, room::activeWakeWords, why -> {
            room.problem("wake", why);
            if (why != null) {
                LOG.warn("The satellite hears no wake word: {}", why.getMessage());
            }
        });
        listener = new Listener(room, () -> devices.microphone(microphone, WakeWord.SAMPLE_RATE), ear);
    }

    /** What the command line says goes before the file. */
    private static String option(BundleContext context, String key, String configured) {
        String option = context.getProperty(PID + "." + key);
        String chosen = option != null ? option : configured;
        return chosen.isBlank() ? null : chosen.strip();
    }

    private List<WakeWord.Name> names() {
        return wakers.stream().findFirst().map(WakeWord::names).orElse(List.of());
    }

    /** Closes the microphone and the speaker. */
    @Deactivate
    void deactivate() {
        room.close();
        listener.close();
        herald.close();
    }

    @Override
    public Link attach(Hub hub) throws AlanException {
        return room.attach(hub);
    }

    @Override
    public Watching watch(SatelliteWatcher watcher) {
        return room.watch(watcher);
    }

    @Override
    public SatelliteStatus status() {
        return room.status();
    }

    @Override
    public void mute(boolean muted) {
        room.mute(muted);
    }

    @Override
    public void listen() {
        room.listen();
    }

    @Override
    public void stop() {
        room.stop();
    }

    @Override
    public void volume(double volume) {
        room.volume(volume);
    }

    @Override
    public List<WakeWord.Name> wakeWords() {
        return room.wakeWords();
    }

    @Override
    public Set<String> activeWakeWords() {
        return room.activeWakeWords();
    }

    @Override
    public void waitFor(Set<String> ids) throws AlanException {
        room.waitFor(ids);
    }
}
