package alan.shell.command;

import alan.api.engine.EngineInfo;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import alan.shell.output.Table;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code alan:engines}: the register of engines. */
@Command(name = "alan:engines", description = "Lists the engines, which are chosen, and how they stand.")
public final class ListEngines implements ShellCommand {
    private final Engines engines;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /** @param engines the register */
    public ListEngines(Engines engines) {
        this.engines = engines;
    }

    @Override
    public void run(Console console) {
        List<EngineStatus> all = engines.list();
        if (json.given()) {
            Json.print(console.out(), all);
            return;
        }
        table(all).print(console.out());
        for (EngineStatus engine : all) {
            if (engine.problem() != null) {
                console.out().println(engine.name() + ": " + engine.problem());
            }
        }
    }

    /** {@return the engines, one a row} */
    static Table table(List<EngineStatus> engines) {
        Table table = new Table("kind", "name", "backend", "chosen", "state", "device", "memory", "languages", "models", "used by");
        for (EngineStatus engine : engines) {
            table.row(
                    engine.kind().id(),
                    engine.name(),
                    engine.backend(),
                    engine.chosen() ? "yes" : "",
                    engine.state().name().toLowerCase(Locale.ROOT),
                    engine.info().device(),
                    engine.info().details().get(EngineInfo.MEMORY),
                    Languages.cell(engine.info().languages()),
                    String.join(",", engine.info().models()),
                    String.join(", ", engine.holders()));
        }
        return table;
    }
}
