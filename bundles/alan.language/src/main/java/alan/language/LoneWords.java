package alan.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What people say in one word: greetings, thanks, yes. Statistics of letters say nothing of a single word (they take {@code Hola} for Basque), and
 * any other word
 * alone may be a name. Words that several languages share are not listed.
 */
final class LoneWords {
    private static final Map<String, String> LANGUAGES = read();

    private LoneWords() {}

    private static Map<String, String> read() {
        Properties words = new Properties();
        try (InputStream in = LoneWords.class.getResourceAsStream("lone-words.properties");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> languages = new HashMap<>();
        for (String language : words.stringPropertyNames()) {
            for (String word : words.getProperty(language).split("\\s+")) {
                if (languages.put(word, language) != null) {
                    throw new IllegalStateException(word + " stands in two languages");
                }
            }
        }
        return Map.copyOf(languages);
    }

    /** {@return the language of a word that stands alone, ISO 639-1} */
    static Optional<String> language(String word) {
        return Optional.ofNullable(LANGUAGES.get(word.toLowerCase(Locale.ROOT).replace('’', '\'')));
    }
}
