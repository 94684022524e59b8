package alan.shell.command;

import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import alan.shell.Console;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How a voice speaks: what only some engines know. */
public final class VoiceOptions {
    /** What {@link SpeechRequest#options} names, and which of Alan's own engines look at it. An engine of somebody else's may know more. */
    private static final Map<String, List<String>> KNOWN = known();

    // As somebody wrote it, it goes on to the engine; of what is checked here, a number stays as it is written, too.
    @Option(names = "--speaker", paramLabel = "SPEAKER", description = "Which speaker of a voice that has several: a number from 0, or a name.")
    private String speaker;

    @Option(names = "--speed", paramLabel = "NUMBER", description = "How fast: 1 is normal, 2 twice as fast.")
    private BigDecimal speed;

    @Option(names = "--temperature", paramLabel = "NUMBER", description = "How much chance there is in it: 0 for none, 0.9 is usual.")
    private BigDecimal temperature;

    @Option(names = "--topk", paramLabel = "NUMBER", description = "How many of the likeliest continuations chance may choose from.")
    private Integer topk;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "The same seed gives the same sound.")
    private Long seed;

    @Option(names = "--max-seconds", paramLabel = "SECONDS", description = "The longest that a sentence may last.")
    private BigDecimal maxSeconds;

    @Option(names = "--takes", paramLabel = "NUMBER",
            description = "Speak each sentence so often, each time with another seed, and take the one that is understood best.")
    private Integer takes;

    @Option(names = "--option", paramLabel = "KEY=VALUE",
            description = "What only some engines know, such as speed=1.2; repeatable.")
    private Map<String, String> options = new LinkedHashMap<>();

    private static Map<String, List<String>> known() {
        Map<String, List<String>> known = new LinkedHashMap<>();
        known.put("speed", List.of("piper", "kokoro", "remote"));
        known.put("speaker", List.of("piper", "csm"));
        known.put("temperature", List.of("csm"));
        known.put("topk", List.of("csm"));
        known.put("seed", List.of("piper", "csm"));
        known.put("max-seconds", List.of("csm"));
        // With a voice that has no seed all takes are alike.
        known.put("takes", List.of("csm"));
        return known;
    }

    /** {@return what was asked for, for {@link SpeechRequest#options}; an option of its own goes before {@code --option}} */
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>(options);
        put(given, "speaker", speaker);
        put(given, "speed", speed);
        put(given, "temperature", temperature);
        put(given, "topk", topk);
        put(given, "seed", seed);
        put(given, "max-seconds", maxSeconds);
        put(given, "takes", takes);
        return given;
    }

    private static void put(Map<String, String> given, String key, Object value) {
        if (value != null) {
            given.put(key, value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        }
    }

    /**
     * Tells what of it may be of no effect.
     *
     * @param console of the command
     * @param engine that will speak, as far as one can tell before; {@code null} where one cannot
     */
    public void tell(Console console, String engine) {
        for (String key : given().keySet()) {
            List<String> engines = KNOWN.get(key);
            if (engines == null) {
                console.err().println(Text.tr(
                        "Alan's own engines know the options %s, and not %s; it may be of no effect.", String.join(", ", KNOWN.keySet()), key));
            } else if (engine != null && !engines.contains(engine)) {
                console.err().println(Text.tr("Of Alan's own engines these know the option %s: %s; others speak without it.", key,
                        String.join(", ", engines)));
            }
        }
    }
}
