package alan.shell.command;

import alan.api.companion.Companion;
import alan.api.companion.TurnRecord;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import alan.shell.output.Labels;
import alan.shell.output.Units;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code alan:turns}: the last turns. */
@Command(name = "alan:turns", description = "Shows the last turns and what they took, the newest last.")
public final class ListTurns implements ShellCommand {
    private final Companion companion;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /** @param companion remembers them */
    public ListTurns(Companion companion) {
        this.companion = companion;
    }

    @Override
    public void run(Console console) {
        List<TurnRecord> turns = companion.recent();
        if (json.given()) {
            Json.print(console.out(), turns.stream().map(Report::turn).toList());
            return;
        }
        if (turns.isEmpty()) {
            console.out().println(Text.tr("No turns yet."));
        }
        // On a terminal the newest belongs where the eye is.
        for (int i = turns.size() - 1; i >= 0; i--) {
            print(console, turns.get(i));
        }
    }

    private static void print(Console console, TurnRecord turn) {
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(Text.user())
                .format(turn.started().atZone(ZoneId.systemDefault()));
        console.out().println(turn.cancelled()
                ? Text.tr("turn %s, %s, %s, cancelled", turn.id(), when, turn.persona())
                : Text.tr("turn %s, %s, %s", turn.id(), when, turn.persona()));
        String asked = Text.tr("asked:");
        String answer = Text.tr("answer:");
        String error = Text.tr("error:");
        String event = Text.tr("event:");
        String take = Text.tr("take:");
        Labels labels = new Labels(asked, answer, event, take, error);
        console.out().println(labels.line(asked, turn.question() == null ? "" : turn.question()));
        console.out().println(labels.line(answer, turn.answer() == null ? "" : turn.answer()));
        turn.events().forEach(each -> console.out().println(labels.line(event, each)));
        turn.takes().forEach(each -> console.out().println(labels.line(take, each.chosen()
                ? Text.tr("seed %s, %s s, heard as \"%s\", score %s, chosen", each.seed(), Units.seconds(each.seconds()), each.heard(),
                        Units.seconds(each.score()))
                : Text.tr("seed %s, %s s, heard as \"%s\", score %s", each.seed(), Units.seconds(each.seconds()), each.heard(),
                        Units.seconds(each.score())))));
        if (turn.error() != null) {
            console.out().println(labels.line(error, turn.error()));
        }
        Report.print(console, turn, null);
        console.out().println();
    }
}
