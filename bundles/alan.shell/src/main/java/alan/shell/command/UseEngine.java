package alan.shell.command;

import alan.api.AlanException;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:use}: chooses an engine. */
@Command(name = "alan:use", description = "Chooses the engine of a kind, from the next turn on, and remembers it.")
public final class UseEngine implements ShellCommand {
    private final Engines engines;

    @Parameters(index = "0", paramLabel = "KIND", description = "Kind of engine: vad, stt, llm or tts.")
    private String kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "Name of an engine, or id of an installed model of that kind.")
    private String name;

    @Option(names = {"-b", "--backend"}, paramLabel = "BACKEND",
            description = "What computes it. The engine's best without this.")
    private String backend;

    @Mixin
    private HelpOption help;

    /** @param engines the register */
    public UseEngine(Engines engines) {
        this.engines = engines;
    }

    @Override
    public void run(Console console) throws AlanException {
        EngineStatus status = engines.use(Kinds.parse(kind), name, backend);
        ListEngines.table(List.of(status)).print(console.out());
    }
}
