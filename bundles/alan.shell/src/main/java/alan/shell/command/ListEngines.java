package alan.shell.command;

import alan.api.device.Device;
import alan.api.device.Devices;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import alan.shell.output.Labels;
import alan.shell.output.Table;
import alan.shell.output.Units;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code alan:engines}: the register of engines. */
@Command(name = "alan:engines", description = "Lists the engines, which are chosen, and how they stand.")
public final class ListEngines implements ShellCommand {
    /** What engines tell of themselves, so far as it is known here; anything else is shown as it is. */
    private static final Map<String, Text> DETAILS = Stream.of(
                    Text.of("threads"), Text.of("architecture"), Text.of("quantisation"),
                    Text.of("context length"), Text.of("size"), Text.of("decoding"), Text.of("speed"), Text.of("threshold"), Text.of("in memory"))
            .collect(Collectors.toMap(Text::english, Function.identity()));

    private static final double GIBI = 1 << 30;

    private final Engines engines;
    private final Devices devices;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /** @param engines the register @param devices what computes here; {@code null} if nobody tells */
    public ListEngines(Engines engines, Devices devices) {
        this.engines = engines;
        this.devices = devices;
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
            details(engine, console);
            if (engine.problem() != null) {
                console.out().println(engine.fullName() + ": " + engine.problem());
            }
        }
        if (devices != null) {
            devices.list().forEach(device -> console.out().println(line(device)));
        }
    }

    private static String line(Device device) {
        if (device instanceof Device.Gpu gpu) {
            return Text.tr("%s: %s, %.0f GiB, %.0f GiB free, driver %s, CUDA %s", gpu.id(), gpu.name(), gpu.memory() / GIBI, gpu.free() / GIBI,
                    gpu.driver(), gpu.cuda());
        }
        Device.Processor processor = (Device.Processor) device;
        String cores = processor.cores() == 1 ? Text.tr("%s: 1 core", processor.id()) : Text.tr("%s: %s cores", processor.id(), processor.cores());
        return Stream.concat(Stream.of(cores), processor.instructions().stream()).collect(Collectors.joining(", "));
    }

    /** {@return the engines, one a row} */
    static Table table(List<EngineStatus> engines) {
        Table table = new Table(
                Text.tr("kind"), Text.tr("name"), Text.tr("backend"), Text.tr("chosen"), Text.tr("state"), Text.tr("device"),
                Text.tr("memory"), Text.tr("languages"), Text.tr("models"), Text.tr("used by"));
        for (EngineStatus engine : engines) {
            table.row(
                    engine.kind().id(),
                    engine.name(),
                    engine.backend(),
                    engine.chosen() ? Text.tr("yes") : "",
                    state(engine.state()),
                    engine.info().device(),
                    engine.info().details().get(EngineInfo.MEMORY),
                    Languages.cell(engine.info().languages()),
                    String.join(",", engine.info().models()),
                    String.join(", ", engine.holders()));
        }
        return table;
    }

    /** In one line, if it has room; else one line each, as of an engine with several remote endpoints. */
    private static void details(EngineStatus engine, Console console) {
        Map<String, String> details = new LinkedHashMap<>();
        engine.info().details().forEach((key, value) -> {
            // That one stands in the table.
            if (!key.equals(EngineInfo.MEMORY)) {
                details.put(DETAILS.containsKey(key) ? DETAILS.get(key).toString() : key, Units.number(value));
            }
        });
        if (details.isEmpty()) {
            return;
        }
        String line = engine.fullName() + ": "
                + details.entrySet().stream().map(detail -> detail.getKey() + " " + detail.getValue()).collect(Collectors.joining(", "));
        if (line.length() <= console.width()) {
            console.out().println(line);
            return;
        }
        console.out().println(engine.fullName() + ":");
        Labels labels = new Labels(details.keySet().toArray(String[]::new));
        details.forEach((key, value) -> console.out().println("  " + labels.line(key, value)));
    }

    private static String state(EngineStatus.State state) {
        return switch (state) {
            case IDLE -> Text.tr("idle");
            case LOADING -> Text.tr("loading");
            case READY -> Text.tr("ready");
            case FAILED -> Text.tr("failed");
            case LEAVING -> Text.tr("leaving");
        };
    }
}
