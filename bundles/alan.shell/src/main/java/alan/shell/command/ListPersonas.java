package alan.shell.command;

import alan.api.companion.Companion;
import alan.api.companion.Persona;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import alan.shell.output.Table;
import alan.shell.output.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code alan:personas}: who can be asked. */
@Command(name = "alan:personas", description = "Lists who can be asked, the default first.")
public final class ListPersonas implements ShellCommand {
    private static final int PROMPT = 60;

    private final Companion companion;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /** @param companion knows them */
    public ListPersonas(Companion companion) {
        this.companion = companion;
    }

    @Override
    public void run(Console console) {
        if (json.given()) {
            Json.print(console.out(), companion.personas());
            return;
        }
        Table table = new Table(Text.tr("name"), Text.tr("voice"), Text.tr("language"), Text.tr("prompt"));
        for (Persona persona : companion.personas()) {
            table.row(persona.name(), persona.voice(), persona.language(), Units.shorten(persona.prompt(), PROMPT));
        }
        table.print(console.out());
    }
}
