package alan.companion.text;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Writes out units and ordinals after Spanish numbers, of which espeak-ng, the phonemizer of the local voices, makes letters: it reads
 * {@code 24 °C} as "veinticuatro grados ce", {@code 10:30 h} as "diez treinta hache" and {@code 1.º} as "uno punto o". It reads {@code %} rightly.
 */
final class SpokenUnits {
    /** One and many. */
    private static final Map<String, List<String>> UNITS = Map.ofEntries(
            Map.entry("°C", List.of("grado", "grados")),
            Map.entry("º C", List.of("grado", "grados")),
            Map.entry("ºC", List.of("grado", "grados")),
            Map.entry("° C", List.of("grado", "grados")),
            Map.entry("°", List.of("grado", "grados")),
            Map.entry("€", List.of("euro", "euros")),
            Map.entry("km/h", List.of("kilómetro por hora", "kilómetros por hora")),
            Map.entry("km", List.of("kilómetro", "kilómetros")),
            Map.entry("m", List.of("metro", "metros")),
            Map.entry("cm", List.of("centímetro", "centímetros")),
            Map.entry("mm", List.of("milímetro", "milímetros")),
            Map.entry("kg", List.of("kilo", "kilos")),
            Map.entry("g", List.of("gramo", "gramos")),
            Map.entry("l", List.of("litro", "litros")),
            Map.entry("ml", List.of("mililitro", "mililitros")),
            Map.entry("h", List.of("hora", "horas")),
            Map.entry("min", List.of("minuto", "minutos")));

    private static final List<String> ORDINALS = List.of(
            "primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim");

    private static final String BEFORE = "(?<![\\p{L}\\p{N}.,:])";
    private static final String AFTER = "(?![\\p{L}\\p{N}²³/])";
    private static final Pattern MINUS = Pattern.compile("(?<![\\p{L}\\p{N}])[-−](?=\\d+(?:,\\d+)?\\s?[°º])");
    private static final Pattern CLOCK = Pattern.compile(BEFORE + "(\\d{1,2}:\\d{2})\\s?h" + AFTER);
    private static final Pattern UNIT = Pattern.compile(
            BEFORE + "(\\d+(?:[.,]\\d+)*)[\\s\\p{Z}]?(°\\s?C|º\\s?C|°|€|km/h|km|cm|mm|kg|ml|min|m|g|l|h)" + AFTER);
    private static final Pattern ORDINAL = Pattern.compile(BEFORE + "(10|[1-9])\\.?([ºª])(?![\\p{L}\\p{N}])(?!\\s?C)");

    private SpokenUnits() {}

    /** {@return a Spanish sentence with its units in words} @param sentence plain text */
    static String spanish(String sentence) {
        String words = MINUS.matcher(sentence).replaceAll("menos ");
        words = CLOCK.matcher(words).replaceAll("$1");
        words = replaced(UNIT, words, SpokenUnits::unit);
        return replaced(ORDINAL, words, SpokenUnits::ordinal);
    }

    private static String replaced(Pattern pattern, String text, Function<MatchResult, String> words) {
        return pattern.matcher(text).replaceAll(words);
    }

    private static String unit(MatchResult match) {
        List<String> names = UNITS.get(match.group(2).replaceAll("\\s", " "));
        return match.group(1) + " " + names.get(match.group(1).equals("1") ? 0 : 1);
    }

    private static String ordinal(MatchResult match) {
        return ORDINALS.get(Integer.parseInt(match.group(1)) - 1) + (match.group(2).equals("º") ? "o" : "a");
    }
}
