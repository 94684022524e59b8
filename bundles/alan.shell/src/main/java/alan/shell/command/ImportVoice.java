package alan.shell.command;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:voice-import}: voices from elsewhere. */
@Command(name = "alan:voice-import",
        description = "Keeps the voices of a zip file of alan:voice-export, of such a folder, or of one of wyoming-piper's (LANGUAGE/VOICE/ref.wav and ref.txt).")
public final class ImportVoice implements ShellCommand {
    private final VoiceProfiles profiles;

    @Parameters(paramLabel = "SOURCE", description = "The zip file or folder.")
    private Path source;

    @Option(names = {"-n", "--name"}, paramLabel = "NEW-NAME", description = "The voice's name from now on; its own without this.")
    private String name;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /** @param profiles the voices */
    public ImportVoice(VoiceProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public void run(Console console) throws AlanException {
        List<VoiceProfile> voices = profiles.importFrom(console.resolve(source), name);
        if (json.given()) {
            Json.print(console.out(), voices);
            return;
        }
        Consents.table(voices).print(console.out());
        voices.stream().filter(voice -> !voice.consent().isGiven()).findFirst().ifPresent(voice -> console.err().println(
                Text.tr("A voice without a consent of this installation does not speak; alan:voice-consent %s asks.", voice.name())));
    }
}
