package alan.shell.command;

import alan.api.AlanException;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import alan.shell.CommandFailed;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.output.Table;
import alan.shell.output.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:bench}: the same sentence on several engines, turn about. */
@Command(name = "alan:bench", description = "Has several engines speak the same sentence, turn about, and compares them.")
public final class Bench implements ShellCommand {
    /** About three seconds of speech. */
    private static final String SENTENCE = "In the morning the kitchen smells of coffee and of toast.";

    private final Engines engines;

    @Parameters(index = "0", paramLabel = "KIND", description = "Kind of engine: tts.")
    private String kind;

    @Parameters(index = "1", paramLabel = "TEXT", arity = "0..*", description = "What to say; an English sentence without this.")
    private List<String> words = List.of();

    @Option(names = {"-e", "--engines"}, paramLabel = "ENGINES", split = ",",
            description = "The engines, separated by commas: NAME or NAME/BACKEND.")
    private List<String> names = List.of();

    @Option(names = {"-b", "--backends"}, paramLabel = "BACKENDS", split = ",", description = "The backends of the engine csm, separated by commas.")
    private List<String> backends = List.of();

    @Option(names = {"-n", "--turns"}, paramLabel = "N", defaultValue = "3", description = "How often each speaks; one turn more comes first and does not count.")
    private int turns;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "The text's language, such as en.")
    private String language;

    @Mixin
    private VoiceOptions options;

    @Mixin
    private HelpOption help;

    /** @param engines the register */
    public Bench(Engines engines) {
        this.engines = engines;
    }

    @Override
    public void run(Console console) throws AlanException {
        if (Kinds.parse(kind) != EngineKind.TTS) {
            throw CommandFailed.usage("Only voices can be compared; write alan:bench tts.");
        }
        if (turns < 1) {
            throw CommandFailed.usage("--turns is %s; it must be at least 1.", turns);
        }
        // The same draws for everyone.
        Map<String, String> given = new LinkedHashMap<>(Map.of("seed", "1"));
        given.putAll(options.given());
        String text = words.isEmpty() ? SENTENCE : String.join(" ", words);
        SpeechRequest request = new SpeechRequest(text, null, null, language, given);
        List<SpeechTrial> trials = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try {
            for (String name : wanted()) {
                try {
                    console.err().println(Text.tr("%s is loaded …", name));
                    trials.add(SpeechTrial.of(engines, name, request));
                } catch (AlanException e) {
                    failures.add(name + ": " + e.getLocalizedMessage());
                }
            }
            for (int turn = 0; turn <= turns; turn++) {
                for (SpeechTrial trial : trials) {
                    if (console.cancelled()) {
                        throw CommandFailed.stopped();
                    }
                    trial.speak(turn > 0, console);
                }
            }
            if (!trials.isEmpty()) {
                table(trials).print(console.out());
            }
        } finally {
            trials.forEach(SpeechTrial::close);
        }
        failures.forEach(console.err()::println);
        if (!failures.isEmpty()) {
            throw new CommandFailed("Not every engine could be measured.");
        }
    }

    /** {@return the engines that are to be compared} Without a word, the chosen one alone. */
    private List<String> wanted() {
        List<String> all = new ArrayList<>(names);
        backends.forEach(backend -> all.add("csm/" + backend));
        if (all.isEmpty()) {
            status(null).map(EngineStatus::fullName).ifPresent(all::add);
        }
        if (all.isEmpty()) {
            throw new CommandFailed("There is no voice to measure; alan:engines shows what is there.");
        }
        return all;
    }

    private Optional<EngineStatus> status(String name) {
        return engines.list().stream()
                .filter(status -> status.kind() == EngineKind.TTS)
                .filter(status -> name == null ? status.chosen() : status.fullName().equals(name))
                .findFirst();
    }

    private Table table(List<SpeechTrial> trials) {
        Table table = new Table(Text.tr("engine"), Text.tr("device"), Text.tr("precision"), Table.right(Text.tr("load, s")),
                Table.right(Text.tr("first sound, s")), Table.right(Text.tr("sound, s")), Table.right(Text.tr("real-time factor")),
                Table.right(Text.tr("× the first")), Table.right(Text.tr("memory")));
        for (SpeechTrial trial : trials) {
            EngineInfo info = status(trial.name()).orElseThrow().info();
            table.row(trial.name(), info.device(), info.details().get("precision"), Units.seconds(trial.loading()),
                    Units.seconds(trial.firstSound()), Units.seconds(trial.sound()), Units.seconds(trial.realTimeFactor()),
                    Units.seconds(trials.get(0).realTimeFactor() / trial.realTimeFactor()), info.details().get(EngineInfo.MEMORY));
        }
        return table;
    }
}
