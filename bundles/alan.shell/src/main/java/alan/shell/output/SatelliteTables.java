package alan.shell.output;

import alan.api.home.HomeStatus;
import alan.api.satellite.SatelliteStatus;
import alan.api.text.Text;
import java.io.PrintStream;
import java.util.List;

/** How a satellite and its faces stand, for people. */
public final class SatelliteTables {
    private SatelliteTables() {}

    /**
     * Prints nothing where there is no face.
     *
     * @param out to print to
     * @param status of all that serves a hub
     */
    public static void print(PrintStream out, HomeStatus status) {
        if (status.faces().isEmpty()) {
            return;
        }
        out.println();
        faces(status.faces()).print(out);
        if (status.satellite() != null) {
            out.println();
            satellite(status.satellite()).print(out);
        }
    }

    private static Table faces(List<HomeStatus.Face> faces) {
        Table table = new Table(Text.tr("satellite"), Text.tr("address"), Text.tr("state"), Text.tr("connected"), Text.tr("failure"));
        faces.forEach(face -> table.row(face.name(), face.address(), face.listening() ? Text.tr("listening") : Text.tr("not listening"),
                String.join(", ", face.clients()), face.problem()));
        return table;
    }

    private static Table satellite(SatelliteStatus status) {
        Table table = new Table(Text.tr("used by"), Text.tr("state"), Text.tr("microphone"), Text.tr("failure"));
        table.row(status.hub() == null ? Text.tr("nobody") : status.hub(), state(status), status.muted() ? Text.tr("muted") : Text.tr("not muted"), status.problem());
        return table;
    }

    private static String state(SatelliteStatus status) {
        return switch (status.state()) {
            case UNATTACHED -> Text.tr("not in use");
            case IDLE -> Text.tr("idle");
            case LISTENING -> Text.tr("listening");
            case THINKING -> Text.tr("thinking");
            case SPEAKING -> Text.tr("speaking");
            case RINGING -> Text.tr("ringing");
        };
    }
}
