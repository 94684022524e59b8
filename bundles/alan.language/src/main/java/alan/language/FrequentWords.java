package alan.language;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words that short requests are made of. Runs of letters tell little about two or three words (they take {@code Say hello.} for Spanish), but
 * hardly any request does without one of these.
 */
final class FrequentWords {
    private static final Map<String, Set<String>> BY_LANGUAGE = WordLists.read("frequent-words.properties").entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, words -> Set.copyOf(words.getValue())));

    private FrequentWords() {}

    /** {@return which share of the words is frequent in a language: 0 to 1; 0 for a language that nothing is known of} */
    static double share(List<String> words, String language) {
        Set<String> frequent = BY_LANGUAGE.getOrDefault(language, Set.of());
        long known = words.stream().map(word -> word.toLowerCase(Locale.ROOT).replace('’', '\'')).filter(frequent::contains).count();
        return (double) known / words.size();
    }
}
