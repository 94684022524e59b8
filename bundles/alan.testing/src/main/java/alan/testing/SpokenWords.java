package alan.testing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of a text as they are spoken: in lower case, without punctuation, accents kept, apostrophes left out of their
 * words. English and Spanish number words from 0 to 100 become digits, so that "twenty-one", "veintiuno" and "21" are the
 * same word.
 */
public final class SpokenWords {
    private static final Map<String, Integer> UNITS = new HashMap<>();
    private static final Map<String, Integer> TENS = new HashMap<>();
    private static final Map<String, Integer> OTHERS = new HashMap<>();

    static {
        number(UNITS, 1, 1, "one two three four five six seven eight nine");
        number(UNITS, 1, 1, "uno dos tres cuatro cinco seis siete ocho nueve");
        number(TENS, 20, 10, "twenty thirty forty fifty sixty seventy eighty ninety");
        number(TENS, 20, 10, "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa");
        number(OTHERS, 0, 10, "zero ten");
        number(OTHERS, 0, 10, "cero diez");
        number(OTHERS, 11, 1, "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");
        number(OTHERS, 11, 1, "once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve");
        number(OTHERS, 21, 1,
                "veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve");
        number(OTHERS, 100, 1, "hundred");
        number(OTHERS, 100, 1, "cien");
    }

    private SpokenWords() {}

    private static void number(Map<String, Integer> into, int first, int step, String words) {
        int value = first;
        for (String word : words.split(" ")) {
            into.put(word, value);
            value += step;
        }
    }

    /** {@return the words, in order} @param text of any kind */
    public static List<String> of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=\\p{L})['’](?=\\p{L})", "")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
        return plain.isEmpty() ? List.of() : withDigits(List.of(plain.split(" ")));
    }

    private static List<String> withDigits(List<String> words) {
        List<String> result = new ArrayList<>(words.size());
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            int used = 1;
            if (TENS.containsKey(word)) {
                int gap = at + 1 < words.size() && words.get(at + 1).equals("y") ? 1 : 0;
                Integer unit = at + 1 + gap < words.size() ? UNITS.get(words.get(at + 1 + gap)) : null;
                used = unit == null ? 1 : 2 + gap;
                result.add(String.valueOf(TENS.get(word) + (unit == null ? 0 : unit)));
            } else if ((word.equals("one") || word.equals("a")) && at + 1 < words.size() && words.get(at + 1).equals("hundred")) {
                used = 2;
                result.add("100");
            } else {
                Integer value = UNITS.getOrDefault(word, OTHERS.get(word));
                result.add(value == null ? word : value.toString());
            }
            at += used;
        }
        return List.copyOf(result);
    }
}
