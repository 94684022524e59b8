package alan.shell.command;

import alan.api.AlanException;
import alan.api.perform.Performance;
import alan.api.perform.Performance.Performed;
import alan.api.perform.PerformanceRequest;
import alan.api.perform.Performances;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.output.Labels;
import alan.shell.output.LineBar;
import alan.shell.output.Units;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:perform}: has a script spoken by several voices. */
@Command(name = "alan:perform", description = "Has a script spoken by several voices: lines such as [voice] text.")
public final class Perform implements ShellCommand {
    private final Performances performances;

    @Parameters(paramLabel = "FILE", description = "The script, in UTF-8; - for standard input.")
    private String script;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", defaultValue = "full_conversation.wav",
            description = "Where the sound goes, full_conversation.wav by itself; the format follows the ending: wav, f32.wav, mp3, flac, opus or ogg.")
    private Path out;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "The same script, voices and seed give the same sound. Without this it is 0.")
    private long seed;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "The language of all lines, such as en; otherwise it is told line by line.")
    private String language;

    @Option(names = "--split", paramLabel = "FOLDER", description = "Writes each line into a file of its own, too.")
    private Path split;

    @Option(names = "--subtitles", description = "Writes subtitles beside the sound, too: .srt and .vtt.")
    private boolean subtitles;

    @Option(names = "--pause", paramLabel = "SECONDS", description = "The silence between two lines. Without this it is 0.4.")
    private double pause = PerformanceRequest.PAUSE;

    @Option(names = "--option", paramLabel = "KEY=VALUE", description = "What only some engines know, such as speed=1.2; repeatable.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--keep", description = "Keeps the folder with the lines, so that a changed script is not spoken anew from the start.")
    private boolean keep;

    @Option(names = "--restart", description = "Takes nothing over from an earlier run.")
    private boolean restart;

    @Mixin
    private HelpOption help;

    /** @param performances have scripts spoken */
    public Perform(Performances performances) {
        this.performances = performances;
    }

    @Override
    public void run(Console console) throws AlanException {
        PerformanceRequest request = new PerformanceRequest(ScriptFile.read(console, script), console.resolve(out),
                split == null ? null : console.resolve(split), subtitles, seed, language, pause, options, keep, restart);
        try (Performance performance = console.closing(performances.prepare(request));
                LineBar bar = new LineBar(console.err(), console.terminal(), console.width())) {
            tell(console, performance);
            Performed performed = performance.run(at -> bar.at(at.done(), at.lines(), at.secondsLeft(),
                    at.next() == null ? null : at.next().voice() + ": " + at.next().text()), notice -> bar.print(notice.say(Text.user())));
            bar.close();
            print(console, performed);
        }
    }

    private static void tell(Console console, Performance performance) {
        int kept = performance.kept();
        int lines = performance.script().lines().size();
        if (performance.changed()) {
            console.err().println(kept == lines ? Text.tr("The script has lost its end since the last run; its %d lines are there.", kept)
                    : Text.tr("The script, its voices or settings have changed since the last run, from line %d on; the %d before it are kept.",
                            performance.script().lines().get(kept).number(), kept));
        } else if (kept > 0) {
            console.err().println(Text.tr("%d of %d lines are there from an earlier run.", kept, lines));
        }
    }

    private static void print(Console console, Performed performed) {
        Labels labels = new Labels(Text.tr("sound:"), Text.tr("subtitles:"), Text.tr("lines:"));
        console.out().println(labels.line(Text.tr("sound:"), Text.tr("%s, %s s", performed.sound(), Units.seconds(performed.seconds()))));
        if (!performed.subtitles().isEmpty()) {
            console.out().println(labels.line(Text.tr("subtitles:"),
                    performed.subtitles().stream().map(Path::toString).collect(Collectors.joining(", "))));
        }
        if (!performed.lines().isEmpty()) {
            console.out().println(labels.line(Text.tr("lines:"), Text.tr("%s, %d files", performed.lines().get(0).getParent(), performed.lines().size())));
        }
    }
}
