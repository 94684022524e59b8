package alan.shell.command;

import alan.api.home.HomeServer;
import alan.api.home.HomeStatus;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import alan.shell.output.SatelliteTables;
import alan.shell.output.Table;
import alan.shell.output.Units;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code alan:home}: how the voice services for Home Assistant and the satellite stand. */
@Command(name = "alan:home",
        description = "Shows the voice services for Home Assistant and the satellite: whether they listen, who is connected, the last requests and what failed.")
public final class ShowHome implements ShellCommand {
    private static final int SHOWN = 20;

    private final HomeServer server;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /** @param server of the services */
    public ShowHome(HomeServer server) {
        this.server = server;
    }

    @Override
    public void run(Console console) {
        HomeStatus status = server.status();
        if (json.given()) {
            Json.print(console.out(), status);
            return;
        }
        PrintStream out = console.out();
        if (!status.listening()) {
            out.println(status.problem() != null ? status.problem() : silence(status));
            SatelliteTables.print(out, status);
            return;
        }
        out.println(Text.tr("listening on %s", status.address()));
        out.println();
        Table services = new Table(Text.tr("service"), Text.tr("state"), Table.right(Text.tr("working")), Table.right(Text.tr("waiting")));
        status.services().forEach(service -> services.row(service.name(), service.installed() ? Text.tr("ready") : Text.tr("no model is installed"),
                service.working(), service.waiting()));
        services.print(out);
        connections(out, status.connections());
        SatelliteTables.print(out, status);
        requests(out, status.requests());
    }

    private static String silence(HomeStatus status) {
        return status.faces().isEmpty()
                ? Text.tr("Nothing listens for Home Assistant here. A headless node does (./alan node), and a shell where there is a config/alan.home.cfg.")
                : Text.tr("The voice services do not listen, but the satellite may.");
    }

    private static void connections(PrintStream out, List<HomeStatus.Connection> connections) {
        out.println();
        if (connections.isEmpty()) {
            out.println(Text.tr("Nobody is connected."));
            return;
        }
        Table table = new Table(Text.tr("client"), Text.tr("since"), Text.tr("service"));
        connections.forEach(each -> table.row(each.address(), time(each.since()), each.doing()));
        table.print(out);
    }

    private static void requests(PrintStream out, List<HomeStatus.Request> requests) {
        out.println();
        if (requests.isEmpty()) {
            out.println(Text.tr("No requests yet."));
            return;
        }
        Table table = new Table(Text.tr("time"), Text.tr("client"), Text.tr("service"), Table.right(Text.tr("seconds")), Table.right(Text.tr("of them waiting")),
                Table.right(Text.tr("first output")), Text.tr("failure"));
        requests.stream().limit(SHOWN).forEach(each -> table.row(time(each.started()), each.client(), each.service(), Units.seconds(each.seconds()),
                Units.seconds(each.waited()), Units.seconds(each.firstOutput()), each.cancelled() ? Text.tr("the client went away") : each.failure()));
        table.print(out);
    }

    private static String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM).withLocale(Text.user()).format(instant.atZone(ZoneId.systemDefault()));
    }
}
