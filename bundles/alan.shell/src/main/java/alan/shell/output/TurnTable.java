package alan.shell.output;

import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRecord.Timings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a turn took, for people and as data. */
public final class TurnTable {
    private TurnTable() {}

    /**
     * {@return a row for each thing that happened: time taken, length of the sound in question, and their ratio, all in seconds}
     *
     * @param timings of a turn
     */
    public static Table of(Timings timings) {
        Table table = new Table("stage", ">seconds", ">sound", ">real-time factor", "");
        row(table, "loading", timings.loading(), null, null, "");
        row(table, "speech to text", timings.stt(), timings.question(), timings.sttRealTimeFactor(), "");
        row(table, "first token", timings.firstToken(), null, null, "");
        row(table, "language model", timings.llm(), timings.answer(), timings.llmRealTimeFactor(), tokens(timings));
        row(table, "text to speech", timings.tts(), timings.answer(), timings.ttsRealTimeFactor(), "");
        row(table, "first sound", timings.firstSound(), null, null, "");
        row(table, "total", timings.total(), null, null, "");
        return table;
    }

    /**
     * {@return which engines did it: {@code stt whisper, llm llama}}
     *
     * @param turn its record
     */
    public static String engines(TurnRecord turn) {
        return turn.engines().entrySet().stream()
                .map(engine -> engine.getKey() + " " + engine.getValue())
                .collect(Collectors.joining(", "));
    }

    /**
     * {@return the real-time factors by kind of engine, for JSON}
     *
     * @param timings of a turn
     */
    public static Map<String, Double> factors(Timings timings) {
        Map<String, Double> factors = new LinkedHashMap<>();
        factors.put("stt", rounded(timings.sttRealTimeFactor()));
        factors.put("llm", rounded(timings.llmRealTimeFactor()));
        factors.put("tts", rounded(timings.ttsRealTimeFactor()));
        return factors;
    }

    private static Double rounded(Double factor) {
        return factor == null ? null : Math.round(factor * 1000) / 1000.0;
    }

    private static void row(Table table, String stage, Double seconds, Double sound, Double factor, String note) {
        if (seconds != null) {
            table.row(stage, Units.seconds(seconds), Units.seconds(sound), Units.seconds(factor), note);
        }
    }

    private static String tokens(Timings timings) {
        if (timings.tokens() == null) {
            return "";
        }
        String rate = timings.llm() == null || timings.llm() == 0
                ? ""
                : Units.format(", %.1f a second", timings.tokens() / timings.llm());
        return timings.tokens() + " tokens" + rate;
    }
}
