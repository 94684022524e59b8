package alan.shell.command;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.api.voice.VoiceProfiles;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alan:voice-revoke}: a consent is taken back. */
@Command(name = "alan:voice-revoke", description = "Takes the consent to use a voice back, for ever; whoever speaks with it is stopped.")
public final class RevokeVoice implements ShellCommand {
    private final VoiceProfiles profiles;

    @Parameters(paramLabel = "VOICE", description = "The voice.")
    private String name;

    @Mixin
    private HelpOption help;

    /** @param profiles the voices */
    public RevokeVoice(VoiceProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public void run(Console console) throws AlanException {
        console.out().println(Text.tr("%s: the consent is taken back, and the voice speaks no more", profiles.revoke(name).name()));
    }
}
