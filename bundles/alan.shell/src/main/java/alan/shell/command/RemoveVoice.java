package alan.shell.command;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alan:voice-remove}: a voice goes, with all that was made of it. */
@Command(name = "alan:voice-remove", description = "Removes a voice with all that was made of it; whoever speaks with it is stopped.")
public final class RemoveVoice implements ShellCommand {
    private final VoiceProfiles profiles;

    @Parameters(paramLabel = "VOICE", description = "The voice.")
    private String name;

    @Mixin
    private HelpOption help;

    /** @param profiles the voices */
    public RemoveVoice(VoiceProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public void run(Console console) throws AlanException {
        String removed = profiles.find(name).map(VoiceProfile::name).orElse(name);
        profiles.remove(name);
        console.out().println(Text.tr("%s: removed", removed));
    }
}
