package alan.shell;

import alan.api.Home;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.engine.Engine;
import alan.api.engine.Engines;
import alan.api.model.Models;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.api.voice.VoiceProfiles;
import alan.shell.command.Voices;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The commands that need the companion. */
@Component(name = "alan.shell.conversation", service = {}, immediate = true)
public final class ConversationCommands {
    private final Registrations registrations;

    /** Asked for their voices only, which is allowed without a lease. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Map.Entry<Map<String, Object>, TextToSpeech>> speakers = List.of();

    /** A node need not keep voices of people. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile VoiceProfiles profiles;

    /**
     * @param context of this bundle
     * @param companion that the commands talk to
     * @param engines likewise
     * @param models likewise
     * @param files likewise
     * @param devices likewise
     */
    @Activate
    public ConversationCommands(
            BundleContext context,
            @Reference Companion companion,
            @Reference Engines engines,
            @Reference Models models,
            @Reference AudioFiles files,
            @Reference AudioDevices devices) {
        Path data = Path.of(context.getProperty(Home.DATA));
        Path config = Path.of(context.getProperty(Home.CONFIG));
        registrations = new Registrations(context, Commands.conversation(companion, engines, models, files, devices,
                new Voices(this::voices, () -> profiles), data, config));
    }

    private Map<String, List<Voice>> voices() {
        Map<String, List<Voice>> voices = new TreeMap<>();
        Engine.byName(speakers).forEach((name, speaker) -> voices.put(name, speaker.voices()));
        return voices;
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
