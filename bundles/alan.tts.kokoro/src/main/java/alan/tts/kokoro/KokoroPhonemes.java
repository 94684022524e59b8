package alan.tts.kokoro;

import alan.api.phonemes.PhonemeReader;
import java.util.List;

/**
 * From espeak-ng's phonemes to Kokoro's: letters of its own stand for the affricates and diphthongs that are one phoneme ({@code ʧ},
 * {@code A} as in day), which espeak-ng ties together. English differs from all others in more than that.
 *
 * @see <a href="https://github.com/hexgrad/misaki/blob/main/misaki/espeak.py">{@code EspeakG2P} and {@code EspeakFallback} of misaki</a>, with
 *     which Kokoro was trained
 */
final class KokoroPhonemes {
    private static final List<Rule> ALL = List.of(
            new Rule("a^ɪ", "I"),
            new Rule("a^ʊ", "W"),
            new Rule("d^z", "ʣ"),
            new Rule("d^ʒ", "ʤ"),
            new Rule("e^ɪ", "A"),
            new Rule("o^ʊ", "O"),
            new Rule("ə^ʊ", "Q"),
            new Rule("s^s", "S"),
            new Rule("t^s", "ʦ"),
            new Rule("t^ʃ", "ʧ"),
            new Rule("ɔ^ɪ", "Y"),
            new Rule("^", ""),
            new Rule("-", ""));

    /** Syllabic consonants have a mark below them (U+0329). The order matters: what is longer comes first. */
    private static final List<Rule> ENGLISH = List.of(
            new Rule("ʔˌn\u0329", "ʔn"),
            new Rule("ʔn\u0329", "ʔn"),
            new Rule("a^ɪ", "I"),
            new Rule("a^ʊ", "W"),
            new Rule("d^ʒ", "ʤ"),
            new Rule("e^ə", "ɛː"),
            new Rule("e^ɪ", "A"),
            new Rule("t^ʃ", "ʧ"),
            new Rule("ɔ^ɪ", "Y"),
            new Rule("ə^l", "ᵊl"),
            new Rule("ʲo", "jo"),
            new Rule("ʲə", "jə"),
            new Rule("e", "A"),
            new Rule("ʲ", ""),
            new Rule("ɚ", "əɹ"),
            new Rule("r", "ɹ"),
            new Rule("x", "k"),
            new Rule("ç", "k"),
            new Rule("ɐ", "ə"),
            new Rule("ɬ", "l"),
            new Rule("\u0303", ""));

    private static final List<Rule> BRITISH = List.of(new Rule("iə", "ɪə"), new Rule("ə^ʊ", "Q"));

    private static final List<Rule> AMERICAN = List.of(
            new Rule("o^ʊ", "O"), new Rule("ɜːɹ", "ɜɹ"), new Rule("ɜː", "ɜɹ"), new Rule("ɪə", "iə"), new Rule("ː", ""));

    private static final List<Rule> ENGLISH_LAST =
            List.of(new Rule("o", "ɔ"), new Rule("ɾ", "T"), new Rule("ʔ", "t"), new Rule("^", ""));

    /** In place of a caret, which reads better, the tie bar is meant. */
    private record Rule(String from, String to) {
        private static String apply(List<Rule> rules, String phonemes) {
            String result = phonemes;
            for (Rule rule : rules) {
                result = result.replace(rule.from.replace('^', PhonemeReader.TIE), rule.to);
            }
            return result;
        }
    }

    private KokoroPhonemes() {}

    /**
     * {@return Kokoro's phonemes}
     *
     * @param tied as {@link PhonemeReader#read} gives them, tied
     * @param dialect that was read
     */
    static String of(String tied, Dialect dialect) {
        if (!dialect.english()) {
            return Rule.apply(ALL, tied);
        }
        String phonemes = Rule.apply(ENGLISH, tied).replaceAll("(\\S)\u0329", "ᵊ$1").replace("\u0329", "");
        return Rule.apply(ENGLISH_LAST, Rule.apply(dialect == Dialect.BRITISH ? BRITISH : AMERICAN, phonemes));
    }
}
