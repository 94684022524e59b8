package alan.tts.kokoro;

import java.util.HashMap;
import java.util.Map;

/**
 * The ids of Kokoro's phonemes and marks: key {@code vocab} of {@code config.json} of
 * <a href="https://huggingface.co/hexgrad/Kokoro-82M">hexgrad/Kokoro-82M</a>, version 1.0. One character is one token; 0 stands at both ends.
 */
final class Vocabulary {
    /** Runs of characters with consecutive ids. */
    private static final Map<Integer, String> RUNS = Map.ofEntries(
            Map.entry(1, ";:,.!?"), Map.entry(9, "—…\"()“” \u0303ʣʥʦʨᵝꭧAI"), Map.entry(31, "O"), Map.entry(33, "Q"), Map.entry(35, "ST"),
            Map.entry(39, "W"), Map.entry(41, "Yᵊabcdef"), Map.entry(50, "hijklmnopqrstuvwxyzɑɐɒæ"), Map.entry(75, "βɔɕç"),
            Map.entry(80, "ɖðʤə"), Map.entry(85, "ɚɛɜ"), Map.entry(90, "ɟ"), Map.entry(92, "ɡ"), Map.entry(99, "ɥ"), Map.entry(101, "ɨɪʝ"),
            Map.entry(110, "ɯɰŋɳɲɴø"), Map.entry(118, "ɸθœ"), Map.entry(123, "ɹ"), Map.entry(125, "ɾɻ"), Map.entry(128, "ʁɽʂʃʈʧ"),
            Map.entry(135, "ʊʋ"), Map.entry(138, "ʌɣɤ"), Map.entry(142, "χʎ"), Map.entry(147, "ʒʔ"), Map.entry(156, "ˈˌː"), Map.entry(162, "ʰ"),
            Map.entry(164, "ʲ"), Map.entry(169, "↓"), Map.entry(171, "→↗↘"), Map.entry(177, "ᵻ"));

    private static final Map<Character, Long> IDS = ids();

    private Vocabulary() {}

    private static Map<Character, Long> ids() {
        Map<Character, Long> ids = new HashMap<>();
        RUNS.forEach((first, run) -> {
            for (int i = 0; i < run.length(); i++) {
                ids.put(run.charAt(i), (long) first + i);
            }
        });
        return Map.copyOf(ids);
    }

    /** {@return those of a text's characters that have an id} @param phonemes in Kokoro's writing */
    static String known(String phonemes) {
        StringBuilder known = new StringBuilder(phonemes.length());
        phonemes.chars().filter(each -> IDS.containsKey((char) each)).forEach(each -> known.append((char) each));
        return known.toString();
    }

    /** {@return the network's input, with the pads at both ends} @param phonemes of which each has an id */
    static long[] encode(String phonemes) {
        long[] ids = new long[phonemes.length() + 2];
        for (int i = 0; i < phonemes.length(); i++) {
            ids[i + 1] = IDS.get(phonemes.charAt(i));
        }
        return ids;
    }
}
