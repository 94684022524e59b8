package alan.shell.command;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alan:voice-pin}: which segments a model is shown. */
@Command(name = "alan:voice-pin", description = "Fixes which segments a model is shown, in that order; without a number they are chosen again.")
public final class PinVoice implements ShellCommand {
    private final VoiceProfiles profiles;

    @Parameters(index = "0", paramLabel = "VOICE", description = "The voice.")
    private String name;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NUMBER", description = "The segments, as alan:voice-show numbers them.")
    private List<Integer> segments = new ArrayList<>();

    @Mixin
    private HelpOption help;

    /** @param profiles the voices */
    public PinVoice(VoiceProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public void run(Console console) throws AlanException {
        VoiceProfile voice = profiles.pin(name, segments);
        String numbers = voice.pinned().stream().map(String::valueOf).collect(Collectors.joining(", "));
        console.out().println(numbers.isEmpty()
                ? Text.tr("%s: the segments that a model is shown are chosen for it", voice.name())
                : Text.tr("%s: a model is shown the segments %s", voice.name(), numbers));
    }
}
