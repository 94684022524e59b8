package alan.shell.command;

import alan.api.audio.AudioDevices;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code alan:devices}: microphones and speakers. */
@Command(name = "alan:devices", description = "Lists the microphones and speakers of this machine.")
public final class ListDevices implements ShellCommand {
    private final AudioDevices devices;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /** @param devices of this machine */
    public ListDevices(AudioDevices devices) {
        this.devices = devices;
    }

    @Override
    public void run(Console console) {
        if (json.given()) {
            Map<String, List<String>> document = new LinkedHashMap<>();
            document.put("inputs", devices.inputs());
            document.put("outputs", devices.outputs());
            Json.print(console.out(), document);
            return;
        }
        print(console.out(), "microphones", devices.inputs());
        print(console.out(), "speakers", devices.outputs());
    }

    private static void print(PrintStream out, String title, List<String> names) {
        out.println(title + ":" + (names.isEmpty() ? " none" : ""));
        names.forEach(name -> out.println("  " + name));
    }
}
