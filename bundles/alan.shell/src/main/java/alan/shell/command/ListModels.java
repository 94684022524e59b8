package alan.shell.command;

import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import alan.shell.output.Table;
import alan.shell.output.Units;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code alan:models}: the catalogue. */
@Command(name = "alan:models", description = "Lists the models that there are, and which are installed.")
public final class ListModels implements ShellCommand {
    private static final int LICENCE = 40;

    private final Models models;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /** @param models the catalogue */
    public ListModels(Models models) {
        this.models = models;
    }

    @Override
    public void run(Console console) {
        if (json.given()) {
            Json.print(console.out(), models.list().stream().map(this::document).toList());
            return;
        }
        Set<String> recommended = recommended();
        Long memory = Machine.totalMemory();
        Table table = new Table(Text.tr("id"), Text.tr("kind"), Table.right(Text.tr("size")), Text.tr("installed"), Text.tr("languages"),
                Text.tr("licence"), Text.tr("note"));
        for (Model model : models.list()) {
            table.row(
                    model.id(),
                    model.kind() == null ? "" : model.kind().id(),
                    Units.bytes(model.bytes()),
                    models.installed(model.id()).isPresent() ? Text.tr("yes") : Text.tr("no"),
                    Languages.cell(model.languages()),
                    Units.shorten(model.licence(), LICENCE),
                    note(model, memory, recommended));
        }
        table.print(console.out());
    }

    /** {@return the models to install for the user's language, one of each kind} */
    private Set<String> recommended() {
        String language = Text.user().getLanguage();
        return Arrays.stream(EngineKind.values())
                .map(kind -> models.recommend(kind, language))
                .flatMap(Optional::stream)
                .map(Model::id)
                .collect(Collectors.toSet());
    }

    private static String note(Model model, Long memory, Set<String> recommended) {
        if (memory != null && model.memory() > memory) {
            return Text.tr("wants %s of memory", Units.bytes(model.memory()));
        }
        return recommended.contains(model.id()) ? Text.tr("recommended for %s", Text.user()) : "";
    }

    private Map<String, Object> document(Model model) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", model.id());
        document.put("title", model.title());
        document.put("kind", model.kind());
        document.put("engine", model.engine());
        document.put("languages", new TreeSet<>(model.languages()));
        document.put("licence", model.licence());
        document.put("bytes", model.bytes());
        document.put("memory", model.memory());
        document.put("installed", models.installed(model.id()).isPresent());
        document.put("files", models.installed(model.id()).map(InstalledModel::files).orElse(Map.of()));
        document.put("properties", model.properties());
        return document;
    }
}
