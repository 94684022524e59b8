package alan.shell.command;

import alan.api.AlanException;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.output.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alan:model-remove}: deletes a model's files. */
@Command(name = "alan:model-remove", description = "Deletes a model's files from Alan's own folder; files used in place stay.")
public final class RemoveModel implements ShellCommand {
    private final Models models;

    @Parameters(paramLabel = "ID", description = "Id of an installed model.")
    private String id;

    @Mixin
    private HelpOption help;

    /** @param models the catalogue */
    public RemoveModel(Models models) {
        this.models = models;
    }

    @Override
    public void run(Console console) throws AlanException {
        boolean installed = models.installed(id).isPresent();
        long freed = models.remove(id);
        // A model of the user's own leaves the catalogue, files or not.
        boolean listed = models.list().stream().anyMatch(model -> model.id().equals(id));
        console.out().println(freed > 0 || installed || !listed
                ? Text.tr("%s: removed, %s freed", id, Units.bytes(freed))
                : Text.tr("%s: was not installed", id));
    }
}
