package alan.shell.command;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.api.voice.VoiceProfiles;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alan:voice-export}: a voice in a file. */
@Command(name = "alan:voice-export", description = "Writes a voice into a zip file, receipt and all.")
public final class ExportVoice implements ShellCommand {
    private final VoiceProfiles profiles;

    @Parameters(index = "0", paramLabel = "VOICE", description = "The voice.")
    private String name;

    @Parameters(index = "1", paramLabel = "FILE", description = "The zip file; it must not be there yet.")
    private Path file;

    @Mixin
    private HelpOption help;

    /** @param profiles the voices */
    public ExportVoice(VoiceProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public void run(Console console) throws AlanException {
        Path zip = console.resolve(file);
        profiles.exportTo(name, zip);
        console.out().println(Text.tr("%s: written into %s", profiles.get(name).name(), zip));
    }
}
