package alan.shell.command;

import alan.api.text.Text;
import alan.api.tts.Voice;
import alan.api.voice.VoiceProfile;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import alan.shell.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code alan:voices}: what can be named by {@code --voice}. */
@Command(name = "alan:voices", description = "Lists the voices of the installed models, by engine, and those of people that are kept here.")
public final class ListVoices implements ShellCommand {
    /** Beside the names of engines, of which none is called so. */
    private static final String PEOPLE = "people";

    private final Voices voices;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "Only those that speak it, such as en.")
    private String language;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /** @param voices that there are */
    public ListVoices(Voices voices) {
        this.voices = voices;
    }

    @Override
    public void run(Console console) {
        Map<String, List<Voice>> spoken = new LinkedHashMap<>();
        voices.all().forEach((engine, all) -> spoken.put(engine, all.stream().filter(this::speaks).toList()));
        List<VoiceProfile> kept = voices.kept().stream().filter(voice -> language == null || voice.languages().contains(language)).toList();
        if (json.given()) {
            Map<String, Object> document = new LinkedHashMap<>(spoken);
            document.put(PEOPLE, kept.stream().map(ListVoices::summary).toList());
            Json.print(console.out(), document);
            return;
        }
        Table table = new Table(Text.tr("voice"), Text.tr("engine"), Text.tr("languages"), Text.tr("description"));
        spoken.forEach((engine, all) -> all.forEach(
                voice -> table.row(voice.name(), engine, Languages.cell(voice.languages()), voice.description())));
        if (table.isEmpty() && kept.isEmpty()) {
            console.err().println(Text.tr("There is no such voice here; alan:models lists models that have one."));
        }
        if (!table.isEmpty()) {
            table.print(console.out());
        }
        if (!kept.isEmpty()) {
            if (!table.isEmpty()) {
                console.out().println();
            }
            Consents.table(kept).print(console.out());
        }
    }

    private static Map<String, Object> summary(VoiceProfile voice) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("name", voice.name());
        summary.put("languages", voice.languages());
        summary.put("seconds", voice.seconds());
        summary.put("segments", voice.segments().size());
        summary.put("consent", voice.consent());
        return summary;
    }

    private boolean speaks(Voice voice) {
        return language == null || voice.languages().isEmpty() || voice.languages().contains(language);
    }
}
