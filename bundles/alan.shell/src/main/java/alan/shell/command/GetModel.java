package alan.shell.command;

import alan.api.AlanException;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.output.Units;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alan:model-get}: fetches models of the catalogue. */
@Command(name = "alan:model-get", description = "Fetches models of the catalogue.")
public final class GetModel implements ShellCommand {
    private final Models models;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of models, as alan:models lists them.")
    private List<String> ids;

    @Mixin
    private HelpOption help;

    /** @param models the catalogue */
    public GetModel(Models models) {
        this.models = models;
    }

    @Override
    public void run(Console console) throws AlanException {
        for (String id : ids) {
            // An unknown id is found before the first byte of the others comes.
            models.get(id);
        }
        Fetch fetch = new Fetch(models, console);
        for (String id : ids) {
            boolean fetched = fetch.model(id);
            String size = Units.bytes(models.get(id).bytes());
            console.out().println(fetched ? Text.tr("%s: installed, %s", id, size) : Text.tr("%s: was installed already, %s", id, size));
        }
    }
}
