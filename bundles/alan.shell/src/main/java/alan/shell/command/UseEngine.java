package alan.shell.command;

import alan.api.AlanException;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:use}: chooses an engine. */
@Command(name = "alan:use", description = "Chooses the engine of a kind, from the next turn on, and remembers it.")
public final class UseEngine implements ShellCommand {
    private final Engines engines;

    @Parameters(index = "0", paramLabel = "KIND", description = "Kind of engine: vad, stt, llm, tts, speaker or wake.")
    private String kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "Name of an engine, or id of an installed model of that kind.")
    private String name;

    @Option(names = {"-b", "--backend"}, paramLabel = "BACKEND",
            description = "What computes it. The engine's best without this.")
    private String backend;

    @Option(names = {"-p", "--precision"}, paramLabel = "PRECISION",
            description = "In what it computes, such as fp32 or int8; auto for what suits it best. Only for engines that have a choice.")
    private String precision;

    @Option(names = {"-d", "--device"}, paramLabel = "DEVICE",
            description = "Where it computes: auto, cpu or cuda:N. Only for engines that have a choice.")
    private String device;

    @Mixin
    private HelpOption help;

    /** @param engines the register */
    public UseEngine(Engines engines) {
        this.engines = engines;
    }

    @Override
    public void run(Console console) throws AlanException {
        Map<String, String> settings = new LinkedHashMap<>();
        if (precision != null) {
            settings.put("precision", precision);
        }
        if (device != null) {
            settings.put("device", device);
        }
        EngineStatus status = engines.use(Kinds.parse(kind), name, backend, settings, notice -> console.err().println(notice));
        ListEngines.table(List.of(status)).print(console.out());
    }
}
