package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.sound.AnswerLoop;
import alan.shell.sound.AnswerLoop.Answer;
import alan.shell.sound.Sound;
import alan.shell.sound.Sounds;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:ask}: a turn with a typed question. */
@Command(name = "alan:ask", description = "Asks a question; prints the answer as it is written, and speaks it.")
public final class Ask implements ShellCommand {
    private final Companion companion;
    private final AudioFiles files;
    private final AudioDevices devices;
    private final Voices voices;

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "The question.")
    private List<String> words;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "Language of question and answer, such as en.")
    private String language;

    @Mixin
    private TurnOptions options;

    @Mixin
    private SoundOptions sound;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /**
     * @param companion is asked
     * @param files writes the answer
     * @param devices plays the answer
     * @param voices that there are
     */
    public Ask(Companion companion, AudioFiles files, AudioDevices devices, Voices voices) {
        this.companion = companion;
        this.files = files;
        this.devices = devices;
        this.voices = voices;
    }

    @Override
    public void run(Console console) throws AlanException, InterruptedException {
        List<Sound> sounds = options.speak() ? sound.sounds(console, files, devices) : List.of();
        if (!sounds.isEmpty()) {
            options.tellVoice(console, companion, voices);
        }
        Answer answer = new AnswerLoop(companion, console, !json.given())
                .run(options.request(null, String.join(" ", words), language, !sounds.isEmpty()), new Sounds(sounds));
        if (options.speak() && sound.nowhere(sounds)) {
            console.err().println(Text.tr("There is no speaker here, so the answer is text only; --out FILE keeps its sound."));
        }
        Path file = options.speak() ? sound.file(console) : null;
        if (json.given()) {
            Report.printJson(console, answer, file);
        } else {
            Report.print(console, answer.record(), file);
        }
    }
}
