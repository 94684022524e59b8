package alan.shell.output;

import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRecord.Timings;
import alan.api.text.Text;
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
        Table table = new Table(
                Text.tr("stage"), Table.right(Text.tr("seconds")), Table.right(Text.tr("sound")), Table.right(Text.tr("real-time factor")), "");
        row(table, Text.tr("loading"), timings.loading(), null, null, "");
        row(table, Text.tr("speech to text"), timings.stt(), timings.question(), timings.sttRealTimeFactor(), "");
        row(table, Text.tr("first token"), timings.firstToken(), null, null, "");
        row(table, Text.tr("language model"), timings.llm(), timings.answer(), timings.llmRealTimeFactor(), tokens(timings));
        row(table, Text.tr("text to speech"), timings.tts(), timings.answer(), timings.ttsRealTimeFactor(), "");
        row(table, Text.tr("first sound"), timings.firstSound(), null, null, "");
        row(table, Text.tr("total"), timings.total(), null, null, "");
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
        return timings.llm() == null || timings.llm() == 0
                ? Text.tr("%d tokens", timings.tokens())
                : Text.tr("%d tokens, %.1f a second", timings.tokens(), timings.tokens() / timings.llm());
    }
}
