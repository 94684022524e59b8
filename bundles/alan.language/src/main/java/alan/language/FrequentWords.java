package alan.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words that short requests are made of. Runs of letters tell little about two or three words (they take {@code Say hello.} for Spanish), but
 * hardly any request does without one of these.
 */
final class FrequentWords {
    private static final Map<String, Set<String>> BY_LANGUAGE = read();

    private FrequentWords() {}

    private static Map<String, Set<String>> read() {
        Properties words = new Properties();
        try (InputStream in = FrequentWords.class.getResourceAsStream("frequent-words.properties");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Set<String>> byLanguage = new HashMap<>();
        words.stringPropertyNames().forEach(language ->
                byLanguage.put(language, Arrays.stream(words.getProperty(language).split("\\s+")).collect(Collectors.toUnmodifiableSet())));
        return Map.copyOf(byLanguage);
    }

    /** {@return which share of the words is frequent in a language: 0 to 1; 0 for a language that nothing is known of} */
    static double share(List<String> words, String language) {
        Set<String> frequent = BY_LANGUAGE.getOrDefault(language, Set.of());
        long known = words.stream().map(word -> word.toLowerCase(Locale.ROOT).replace('’', '\'')).filter(frequent::contains).count();
        return (double) known / words.size();
    }
}
