package alan.stt.whisper;

import alan.stt.whisper.Recordings.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares what was heard with what was said: words only, and numbers as words, however they are written. */
final class Spoken {
    private static final Map<String, List<String>> NUMBERS = Map.of(
            "en", List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            "es", List.of("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"));

    /** What small models do not understand of these synthetic voices; the same with every padding and with beam search. */
    private static final List<String> NOT_UNDERSTOOD = List.of("hola", "veloz", "murciélago", "hindú", "el");

    private Spoken() {}

    /** {@return the words of a recording's text that the small models are known to understand} */
    static List<String> understood(Recording recording) {
        List<String> words = wordsOf(recording.text(), recording.language());
        if (recording.language().equals("es")) {
            words.removeAll(NOT_UNDERSTOOD);
        }
        return words;
    }

    /** {@return words in lower case} */
    static List<String> wordsOf(String text, String language) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+")) {
            if (word.matches("\\d+")) {
                // "678910" is how the smallest model writes what it heard one by one.
                String rest = word;
                while (!rest.isEmpty()) {
                    int length = rest.startsWith("10") ? 2 : 1;
                    words.add(NUMBERS.get(language).get(Math.max(1, Integer.parseInt(rest.substring(0, length))) - 1));
                    rest = rest.substring(length);
                }
            } else if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
