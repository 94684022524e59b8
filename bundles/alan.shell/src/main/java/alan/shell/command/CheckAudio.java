package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.identity.Installation;
import alan.api.text.Text;
import alan.api.watermark.Mark;
import alan.api.watermark.Provenance;
import alan.api.watermark.Provenance.Source;
import alan.api.watermark.Watermark;
import alan.api.watermark.Watermark.Detection;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import alan.shell.output.Labels;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alan:check-audio}: whether an Alan made a sound, which one, in whose voice, and when. */
@Command(name = "alan:check-audio",
        description = "Says whether a sound was made by an Alan: by this one or another, in whose voice and when.")
public final class CheckAudio implements ShellCommand {
    /** Everything that a mark consists of is below 8 kHz. */
    private static final int RATE = 16_000;

    /** In less a mark is often not found. */
    private static final double SHORT_SECONDS = 5;

    private final AudioFiles files;
    private final Watermark watermark;
    private final Provenance register;
    private final Installation installation;

    @Parameters(paramLabel = "FILE", description = "A sound file of any common format.")
    private Path sound;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /**
     * @param files reads the sound
     * @param watermark finds the mark
     * @param register knows what this installation spoke
     * @param installation this one
     */
    public CheckAudio(AudioFiles files, Watermark watermark, Provenance register, Installation installation) {
        this.files = files;
        this.watermark = watermark;
        this.register = register;
        this.installation = installation;
    }

    @Override
    public void run(Console console) throws AlanException {
        Path file = console.resolve(sound);
        Pcm pcm = files.read(file, RATE);
        Optional<Detection> found = watermark.detect(pcm);
        boolean own = found.isPresent() && found.get().mark().installation() == installation.id();
        Source source = own ? register.find(found.get().mark()).orElse(null) : null;
        Map<String, String> says = files.tags(file);
        if (json.given()) {
            Map<String, Object> document = document(file, pcm, found.orElse(null), own, source);
            document.put("tags", says);
            Json.print(console.out(), document);
            return;
        }
        if (found.isEmpty()) {
            console.out().println(Text.tr("No mark was found: this sound was not made by an Alan, or was changed too much since."));
            if (pcm.seconds() < SHORT_SECONDS) {
                console.out().println(Text.tr("It is short, though: a mark needs some five seconds of speech to be found."));
            }
        } else {
            print(console, found.get().mark(), own, source);
        }
        if (says.containsKey("comment")) {
            console.out().println(Text.tr("The file says of itself, which anybody can have written: %s", says.get("comment")));
        }
    }

    private static Map<String, Object> document(Path file, Pcm pcm, Detection found, boolean own, Source source) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", file);
        document.put("seconds", pcm.seconds());
        document.put("marked", found != null);
        if (found != null) {
            document.put("thisInstallation", own);
            document.put("installation", found.mark().installation());
            document.put("serial", found.mark().serial());
            document.put("confidence", found.confidence());
        }
        if (source != null) {
            document.put("voice", source.voice());
            document.put("engine", source.engine());
            document.put("occasion", source.occasion());
            document.put("when", source.when());
        }
        return document;
    }

    private static void print(Console console, Mark mark, boolean own, Source source) {
        String id = mark.id();
        if (!own) {
            console.out().println(Text.tr("This sound was made by another Alan (mark %s); only that one knows in whose voice, and when.", id));
            return;
        }
        if (source == null) {
            console.out().println(Text.tr("This sound was made by this Alan (mark %s), but its register no longer says in whose voice, and when.", id));
            return;
        }
        console.out().println(Text.tr("This sound was made by this Alan (mark %s).", id));
        String voice = Text.tr("voice:");
        String engine = Text.tr("engine:");
        String occasion = Text.tr("occasion:");
        String when = Text.tr("when:");
        Labels labels = new Labels(voice, engine, occasion, when);
        console.out().println(labels.line(voice, source.voice() == null ? Text.tr("the engine's own") : source.voice()));
        console.out().println(labels.line(engine, source.engine()));
        console.out().println(labels.line(occasion, source.occasion()));
        console.out().println(labels.line(when, DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(Text.user())
                .format(source.when().atZone(ZoneId.systemDefault()))));
    }
}
