package alan.shell.command;

import alan.api.audio.AudioDevices;
import alan.api.text.Text;
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
        print(console.out(), Text.tr("microphones:"), Text.tr("microphones: none"), devices.inputs());
        print(console.out(), Text.tr("speakers:"), Text.tr("speakers: none"), devices.outputs());
        if (devices.inputs().isEmpty() || devices.outputs().isEmpty()) {
            console.err().println(Text.tr("If one is missing that is plugged in: on Linux, Java needs the package libasound2, and you the group"
                    + " audio. Without any, files do: alan:talk --input file:PATH --output file:PATH."));
        }
    }

    private static void print(PrintStream out, String title, String none, List<String> names) {
        out.println(names.isEmpty() ? none : title);
        names.forEach(name -> out.println("  " + name));
    }
}
