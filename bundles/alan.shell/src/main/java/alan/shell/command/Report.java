package alan.shell.command;

import alan.api.companion.TurnRecord;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.output.Json;
import alan.shell.output.Labels;
import alan.shell.output.TurnTable;
import alan.shell.output.Units;
import alan.shell.sound.AnswerLoop.Answer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is printed after a turn. */
final class Report {
    private Report() {}

    /** The table of a turn, below its answer. */
    static void print(Console console, TurnRecord turn, Path file) {
        console.out().println();
        TurnTable.of(turn.timings()).print(console.out());
        if (!turn.engines().isEmpty()) {
            line(console, Text.tr("engines:"), TurnTable.engines(turn));
        }
        if (file != null) {
            Double seconds = turn.timings().answer();
            line(console, Text.tr("sound:"), seconds == null ? file : Units.format("%s, %.2f s", file, seconds));
        }
    }

    /** One more line below the table. @param label one of those that stand there */
    static void line(Console console, String label, Object content) {
        Labels labels = new Labels(Text.tr("engines:"), Text.tr("sound:"), Text.tr("asked:"), Text.tr("record:"));
        console.out().println(labels.line(label, content));
    }

    /** The same as a document. */
    static void printJson(Console console, Answer answer, Path file) {
        Map<String, Object> document = turn(answer.record());
        document.put("transcript", answer.heard());
        document.put("file", file);
        Json.print(console.out(), document);
    }

    /** {@return a turn's record and its real-time factors, for JSON} */
    static Map<String, Object> turn(TurnRecord turn) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("record", turn);
        document.put("realTimeFactors", TurnTable.factors(turn.timings()));
        return document;
    }
}
