package alan.language;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What people say in one word: greetings, thanks, yes. Statistics of letters say nothing of a single word (they take {@code Hola} for Basque), and
 * any other word
 * alone may be a name. Words that several languages share are not listed.
 */
final class LoneWords {
    private static final Map<String, String> LANGUAGES = read();

    private LoneWords() {}

    private static Map<String, String> read() {
        Map<String, String> languages = new HashMap<>();
        WordLists.read("lone-words.properties").forEach((language, words) -> {
            for (String word : words) {
                if (languages.put(word, language) != null) {
                    throw new IllegalStateException(word + " stands in two languages");
                }
            }
        });
        return Map.copyOf(languages);
    }

    /** {@return the language of a word that stands alone, ISO 639-1} */
    static Optional<String> language(String word) {
        return Optional.ofNullable(LANGUAGES.get(word.toLowerCase(Locale.ROOT).replace('’', '\'')));
    }
}
