package alan.shell.command;

import alan.api.AlanException;
import alan.api.model.Models;
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
        console.out().println(id + ": removed, " + Units.bytes(models.remove(id)) + " freed");
    }
}
