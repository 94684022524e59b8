package alan.shell.command;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.output.ProgressBar;
import alan.shell.output.Units;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:model-add}: a model of the user's own. */
@Command(name = "alan:model-add", description = "Adds a model of your own to the catalogue.")
public final class AddModel implements ShellCommand {
    private static final String HUB = "hub:";

    private final Models models;

    @Parameters(index = "0", paramLabel = "NEW-ID", description = "Its id from now on: lower case.")
    private String id;

    @Parameters(index = "1", paramLabel = "SOURCE", description = "A file or folder, or hub:OWNER/NAME[@REVISION]/FILE.")
    private String source;

    @Option(names = {"-k", "--kind"}, paramLabel = "KIND",
            description = "Kind of engine: vad, stt, llm, tts, speaker or wake. Found out without this.")
    private String kind;

    @Option(names = {"-e", "--engine"}, paramLabel = "ENGINE", description = "Name of the engine. Found out without this.")
    private String engine;

    @Option(names = {"-l", "--languages"}, paramLabel = "LANGUAGE", split = ",",
            description = "What it understands or speaks: en,es.")
    private Set<String> languages = new LinkedHashSet<>();

    @Option(names = "--licence", paramLabel = "LICENCE", description = "Its licence, such as Apache-2.0.")
    private String licence;

    @Mixin
    private HelpOption help;

    /** @param models the catalogue */
    public AddModel(Models models) {
        this.models = models;
    }

    @Override
    public void run(Console console) throws AlanException {
        EngineKind engineKind = kind == null ? null : Kinds.parse(kind);
        String from = source.startsWith(HUB) ? source : console.resolve(Path.of(source)).toString();
        try (ProgressBar bar = Fetch.bar(console)) {
            InstalledModel added = models.add(new ModelAddition(id, engineKind, engine, from, languages, licence), bar);
            bar.close();
            console.out().println(Text.tr("%s: added, %s, for %s %s",
                    added.model().id(), Units.bytes(added.model().bytes()), added.model().kind().id(), added.model().engine()));
        }
    }
}
