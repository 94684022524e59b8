package alan.language;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The words of a text. Numbers, addresses and single letters are none. */
final class Words {
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{M}]+|[^\\p{L}\\p{M}]+$");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+([-'’][\\p{L}\\p{M}]+)*");
    private static final Pattern NAME = Pattern.compile("\\p{Lu}[\\p{Ll}\\p{M}].*");

    private final List<String> all = new ArrayList<>();

    /** @param text of any kind */
    Words(String text) {
        for (String token : SPACE.split(text)) {
            String word = AROUND.matcher(token).replaceAll("");
            if (word.codePointCount(0, word.length()) > 1 && WORD.matcher(word).matches()) {
                all.add(word);
            }
        }
    }

    /**
     * {@return the words that tell something: those with a capital letter after the first one are names, as a rule, which are the same in every
     * language}
     */
    List<String> telling() {
        List<String> telling = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i == 0 || !NAME.matcher(all.get(i)).matches()) {
                telling.add(all.get(i));
            }
        }
        return telling;
    }

    /** {@return the script of most of a text's letters; {@code COMMON} when there are none} Kana outweigh Han: who writes both writes Japanese. */
    static UnicodeScript script(String text) {
        Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
        text.codePoints().filter(Character::isLetter).forEach(letter -> counts.merge(UnicodeScript.of(letter), 1, Integer::sum));
        counts.keySet().removeIf(script -> script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED);
        boolean kana = counts.containsKey(UnicodeScript.HIRAGANA) || counts.containsKey(UnicodeScript.KATAKANA);
        if (kana) {
            counts.remove(UnicodeScript.HAN);
        }
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(UnicodeScript.COMMON);
    }
}
