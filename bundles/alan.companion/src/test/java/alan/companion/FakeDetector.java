package alan.companion;

import alan.api.text.LanguageDetector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows some words. */
final class FakeDetector implements LanguageDetector {
    private static final Map<String, String> WORDS = Map.of(
            "hora", "es", "eres", "es", "hola", "es", "time", "en", "hello", "en", "you", "en", "bonjour", "fr", "shwmae", "cy", "guten", "de");

    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile RuntimeException failure;

    @Override
    public Optional<String> detect(String text) {
        asked.add(text);
        if (failure != null) {
            throw failure;
        }
        String lower = " " + text.toLowerCase().replaceAll("[^\\p{L}]+", " ") + " ";
        return WORDS.entrySet().stream().filter(word -> lower.contains(" " + word.getKey() + " ")).map(Map.Entry::getValue).findFirst();
    }

    @Override
    public Set<String> languages() {
        return Set.copyOf(WORDS.values());
    }
}
