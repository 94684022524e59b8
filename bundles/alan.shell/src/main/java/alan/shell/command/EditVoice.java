package alan.shell.command;

import alan.api.AlanException;
import alan.api.voice.VoiceProfiles;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alan:voice-edit}: what is really said in a segment. */
@Command(name = "alan:voice-edit", description = "Corrects what is said in a segment; the same text says that it was heard rightly.")
public final class EditVoice implements ShellCommand {
    private final VoiceProfiles profiles;

    @Parameters(index = "0", paramLabel = "VOICE", description = "The voice.")
    private String name;

    @Parameters(index = "1", paramLabel = "NUMBER", description = "Which segment, as alan:voice-show numbers them.")
    private int segment;

    @Parameters(index = "2..*", arity = "1..*", paramLabel = "TEXT", description = "What is said in it, word by word.")
    private List<String> words;

    @Mixin
    private HelpOption help;

    /** @param profiles the voices */
    public EditVoice(VoiceProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public void run(Console console) throws AlanException {
        profiles.edit(name, segment, String.join(" ", words)).segments().stream().filter(each -> each.number() == segment).findFirst()
                .ifPresent(each -> console.out().println(each.number() + " " + each.text()));
    }
}
