package alan.shell;

import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.engine.Engines;
import alan.api.voice.Enrolment;
import alan.api.voice.VoiceProfiles;
import alan.shell.command.ConsentToVoice;
import alan.shell.command.NewVoice;
import alan.shell.command.RecordVoice;
import alan.shell.command.TestVoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The commands that make voices of recordings, on a node that can. */
@Component(name = "alan.shell.voicemaking", service = {}, immediate = true)
public final class VoiceMakingCommands {
    private final Registrations registrations;

    /**
     * @param context of this bundle
     * @param enrolment makes voices
     * @param profiles keeps them
     * @param companion speaks with them
     * @param engines have voice activity
     * @param files reads and writes sound
     * @param devices has microphone and speaker
     */
    @Activate
    public VoiceMakingCommands(
            BundleContext context,
            @Reference Enrolment enrolment,
            @Reference VoiceProfiles profiles,
            @Reference Companion companion,
            @Reference Engines engines,
            @Reference AudioFiles files,
            @Reference AudioDevices devices) {
        registrations = new Registrations(context, commands(enrolment, profiles, companion, engines, files, devices));
    }

    /** {@return the commands} */
    static Map<String, Supplier<ShellCommand>> commands(
            Enrolment enrolment, VoiceProfiles profiles, Companion companion, Engines engines, AudioFiles files, AudioDevices devices) {
        Map<String, Supplier<ShellCommand>> commands = new LinkedHashMap<>();
        commands.put("voice-new", () -> new NewVoice(enrolment, profiles, files));
        commands.put("voice-record", () -> new RecordVoice(enrolment, profiles, engines, files, devices));
        commands.put("voice-consent", () -> new ConsentToVoice(enrolment, profiles, engines, files, devices));
        commands.put("voice-test", () -> new TestVoice(companion, profiles, files, devices));
        return commands;
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
