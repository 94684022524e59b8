package alan.itests;

import alan.testing.WordErrorRate;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code latency.py} tells, as Markdown: times in ms, Alan's and a peer's, and the median of the ratios of each pair of neighbouring requests. */
final class LatencyTable {
    private static final String ALAN = "alan";
    private static final double MS = 1000;
    /** Cores that others may keep busy before the figures are not to be trusted. */
    private static final double BUSY = 0.1;

    /** Seconds by stage, server and the request that a pair has in common. */
    private final Map<String, Map<String, Map<String, Double>>> seconds = new LinkedHashMap<>();
    private final Map<String, WordErrorRate> errors = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Double> others = new ArrayList<>();
    private final List<Double> loads = new ArrayList<>();
    private String versions = "";

    private static final Map<String, String> STAGES = new LinkedHashMap<>();

    static {
        STAGES.put("hear", "last sample of speech → transcript");
        STAGES.put("sentence", "text of a sentence → first sound");
        STAGES.put("sentences", "text of three sentences → first sound");
        STAGES.put("along", "last word of the first sentence → first sound, while the text is being written");
        STAGES.put("turn", "last sample of speech → first sound of a given text");
        STAGES.put("answer", "question → whole answer of the language model");
    }

    /** Tells what is said in a recording. */
    void said(String recording, String text) {
        texts.put(recording, text);
    }

    /** Takes a line. */
    void add(JsonNode line) {
        if (line.has("versions")) {
            List<String> each = new ArrayList<>();
            line.get("versions").fields().forEachRemaining(field -> each.add(field.getKey() + " " + field.getValue().asText()));
            versions = "Python " + line.get("python").asText() + ", " + String.join(", ", each);
        } else if (line.has("others")) {
            others.add(line.get("others").asDouble());
            loads.add(line.get("load").asDouble());
        } else {
            String stage = line.get("stage").asText();
            String server = line.get("server").asText();
            Map<String, Double> requests = seconds.computeIfAbsent(stage, missing -> new LinkedHashMap<>()).computeIfAbsent(server, missing -> new LinkedHashMap<>());
            requests.put(line.get("round").asText() + " " + line.get("case").asText(), line.get("seconds").asDouble());
            if (stage.equals("hear")) {
                errors.merge(server, WordErrorRate.of(texts.get(line.get("case").asText()), line.get("text").asText()), WordErrorRate::plus);
            }
        }
    }

    String versions() {
        return versions;
    }

    /** {@return how calm the machine was} */
    String load() {
        double most = others.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double middle = median(others);
        return String.format(Locale.ROOT, "Others kept %.2f cores busy (median of the rounds; %.2f at most)%s; load average %.1f to %.1f, this included.", middle, most,
                middle > BUSY ? ": the machine was not calm, do not trust these figures" : "", loads.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                loads.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder("| | peer | requests | Alan, ms: least | median | most | peer, ms: least | median | most | Alan ÷ peer |\n"
                + "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        STAGES.forEach((stage, title) -> {
            Map<String, Map<String, Double>> servers = seconds.getOrDefault(stage, Map.of());
            Map<String, Double> alan = servers.getOrDefault(ALAN, Map.of());
            servers.forEach((server, peer) -> {
                if (!server.equals(ALAN) || servers.size() == 1) {
                    boolean alone = server.equals(ALAN);
                    List<Double> ratios = peer.keySet().stream().filter(alan::containsKey).map(request -> alan.get(request) / peer.get(request)).toList();
                    table.append(String.join(" | ", "| " + title, alone ? "" : server, Integer.toString(peer.size()), row(alan), alone ? " | | " : row(peer),
                            alone ? "" : String.format(Locale.ROOT, "%.2f", median(ratios)))).append(" |\n");
                }
            });
        });
        table.append('\n').append("Wrong words: ")
                .append(errors.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).collect(Collectors.joining("; "))).append('\n');
        return table.toString();
    }

    private static String row(Map<String, Double> requests) {
        double[] sorted = requests.values().stream().mapToDouble(each -> each * MS).sorted().toArray();
        return String.format(Locale.ROOT, "%.0f | %.0f | %.0f", sorted[0], median(Arrays.stream(sorted).boxed().toList()), sorted[sorted.length - 1]);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length == 0 ? Double.NaN : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
