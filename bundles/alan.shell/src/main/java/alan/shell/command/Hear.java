package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.companion.Companion;
import alan.api.stt.Segment;
import alan.api.stt.Transcript;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import alan.shell.output.Table;
import alan.shell.output.Units;
import alan.shell.sound.AnswerLoop;
import alan.shell.sound.AnswerLoop.Answer;
import alan.shell.sound.Sound;
import alan.shell.sound.Sounds;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:hear}: a recording becomes text, or a whole turn. */
@Command(name = "alan:hear", description = "Writes down what is said in a recording; with --ask, answers it.")
public final class Hear implements ShellCommand {
    private static final double MILLIS = 1000;

    private final Companion companion;
    private final AudioFiles files;
    private final AudioDevices devices;
    private final Voices voices;

    @Parameters(paramLabel = "FILE", description = "A sound file of any common format.")
    private Path recording;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE",
            description = "What is spoken, such as en. Found out without this.")
    private String language;

    @Option(names = {"-w", "--words"}, description = "Shows each word with its time and probability.")
    private boolean words;

    @Option(names = {"-a", "--ask"}, description = "Answers, too: the recording is the question of a spoken turn.")
    private boolean ask;

    @Mixin
    private TurnOptions options;

    @Mixin
    private SoundOptions sound;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /**
     * @param companion hears
     * @param files reads the recording, writes the answer
     * @param devices plays the answer
     * @param voices that there are
     */
    public Hear(Companion companion, AudioFiles files, AudioDevices devices, Voices voices) {
        this.companion = companion;
        this.files = files;
        this.devices = devices;
        this.voices = voices;
    }

    @Override
    public void run(Console console) throws AlanException, InterruptedException {
        Path file = console.resolve(recording);
        Pcm pcm = files.read(file, 0);
        if (ask) {
            answer(console, pcm);
            return;
        }
        Transcript transcript = companion.hear(pcm, language);
        if (json.given()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", file);
            document.put("seconds", pcm.seconds());
            document.put("transcript", transcript);
            Json.print(console.out(), document);
        } else {
            print(console, transcript);
        }
    }

    private void answer(Console console, Pcm pcm) throws AlanException, InterruptedException {
        List<Sound> sounds = options.speak() ? sound.sounds(console, files, devices) : List.of();
        if (!sounds.isEmpty()) {
            options.tellVoice(console, companion, voices);
        }
        Answer answer = new AnswerLoop(companion, console, !json.given())
                .run(options.request(pcm, null, language, !sounds.isEmpty()), new Sounds(sounds));
        Path file = options.speak() ? sound.file(console) : null;
        if (json.given()) {
            Report.printJson(console, answer, file);
            return;
        }
        if (words && answer.heard() != null) {
            console.out().println();
            table(answer.heard()).print(console.out());
        }
        Report.print(console, answer.record(), file);
    }

    private void print(Console console, Transcript transcript) {
        console.out().println(transcript.text());
        console.out().println();
        console.out().println(Text.tr("language: %s", transcript.language()));
        if (words) {
            table(transcript).print(console.out());
        }
    }

    private static Table table(Transcript transcript) {
        Table table = new Table(
                Table.right(Text.tr("from")), Table.right(Text.tr("to")), Table.right(Text.tr("probability")), Text.tr("word"));
        for (Segment segment : transcript.segments()) {
            for (Segment.Word word : segment.words()) {
                table.row(
                        Units.seconds(word.startMs() / MILLIS),
                        Units.seconds(word.endMs() / MILLIS),
                        Units.seconds(word.probability()),
                        word.text());
            }
        }
        return table;
    }
}
