package alan.shell.command;

import alan.api.companion.TurnRecord;
import alan.shell.Console;
import alan.shell.output.Json;
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
            console.out().println("engines: " + TurnTable.engines(turn));
        }
        if (file != null) {
            console.out().println("sound:   " + file + length(turn.timings().answer()));
        }
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

    private static String length(Double seconds) {
        return seconds == null ? "" : ", " + Units.seconds(seconds) + " s";
    }
}
