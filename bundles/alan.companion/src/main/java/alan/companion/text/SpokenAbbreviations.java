package alan.companion.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes out the most common English and Spanish abbreviations in a sentence, because voices take the full stop of {@code Mr.
 * Smith} for the end of a sentence and pause there. A full stop that ends the sentence, too, stays. In Spanish, units are written out, too.
 */
public final class SpokenAbbreviations {
    private static final List<Rule> ENGLISH = rules(
            "Mr\\.", "Mister",
            "Mrs\\.", "Missus",
            "Ms\\.", "Ms",
            // "Elm Dr." is a drive, and "Elm St." a street.
            "Dr\\.(?=\\s+\\p{Lu})", "Doctor",
            "Prof\\.(?=\\s+\\p{Lu})", "Professor",
            "St\\.(?=\\s+\\p{Lu})", "Saint",
            "[Ee]\\.\\s?g\\.", "for example",
            "[Ii]\\.\\s?e\\.", "that is",
            "[Ee]tc\\.", "et cetera",
            "[Vv]s\\.", "versus");

    private static final List<Rule> SPANISH = rules(
            "[Ss]r\\.", "señor",
            "[Ss]ra\\.", "señora",
            "[Ss]rta\\.", "señorita",
            "[Ss]res\\.", "señores",
            "[Dd]r\\.", "doctor",
            "[Dd]ra\\.", "doctora",
            "[Dd]ña\\.", "doña",
            "[Pp]rof\\.", "profesor",
            "[Pp]rofa\\.", "profesora",
            "[Ss]to\\.", "santo",
            "[Ss]ta\\.", "santa",
            "[UuVv]d\\.", "usted",
            "[UuVv]ds\\.", "ustedes",
            "EE\\.\\s?UU\\.", "Estados Unidos",
            "[Pp]\\.\\s?ej\\.", "por ejemplo",
            "[Aa]\\.\\s?C\\.", "antes de Cristo",
            "[Dd]\\.\\s?C\\.", "después de Cristo",
            "[Ss]\\.(?=\\s+[IVX]+(?![\\p{L}\\p{N}]))", "siglo",
            "[Nn](?:\\.\\s?º|º|úm\\.)(?=\\s*\\d)", "número",
            "[Pp]ág\\.", "página",
            "[Pp]ágs\\.", "páginas",
            "[Cc]ap\\.(?=\\s+[\\dIVX])", "capítulo",
            "[Tt]el\\.", "teléfono",
            "[Aa]v(?:da)?\\.(?=\\s)", "avenida",
            "[Aa]prox\\.", "aproximadamente",
            "[Ee]tc\\.", "etcétera",
            "[Vv]s\\.", "versus");

    private static final Map<String, List<Rule>> TABLES = Map.of("en", ENGLISH, "es", SPANISH);

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]*");
    private static final Pattern CLOSERS = Pattern.compile("[\\p{Pe}\\p{Pf}\"'*_]*");

    private SpokenAbbreviations() {}

    private record Rule(Pattern written, String spoken) {}

    private static List<Rule> rules(String... writtenAndSpoken) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < writtenAndSpoken.length; i += 2) {
            Pattern written = Pattern.compile("(?<![\\p{L}\\p{N}.])" + writtenAndSpoken[i] + "(?![\\p{L}\\p{N}])");
            rules.add(new Rule(written, writtenAndSpoken[i + 1]));
        }
        return List.copyOf(rules);
    }

    /**
     * Writes them out.
     *
     * @param sentence one sentence, plain text
     * @param language ISO 639-1; {@code null}, where it is not known, counts as English, whose abbreviations hardly mean
     *     anything else elsewhere
     * @return the sentence; in a language that this knows nothing of, as it was
     */
    public static String expand(String sentence, String language) {
        String result = sentence;
        for (Rule rule : TABLES.getOrDefault(language == null ? "en" : language, List.of())) {
            String before = result;
            result = rule.written()
                    .matcher(before)
                    .replaceAll(match -> inPlace(
                            rule.spoken(), before.substring(0, match.start()), before.substring(match.end())));
        }
        return "es".equals(language) ? SpokenUnits.spanish(result) : result;
    }

    /** {@return the words with the capital letter that begins a sentence and the full stop that ends it} */
    private static String inPlace(String spoken, String before, String after) {
        boolean first = NO_WORD.matcher(before).matches();
        String words = first ? spoken.substring(0, 1).toUpperCase(Locale.ROOT) + spoken.substring(1) : spoken;
        return CLOSERS.matcher(after).matches() ? words + "." : words;
    }
}
