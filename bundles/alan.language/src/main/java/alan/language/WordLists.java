package alan.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Lists of words by language, as they lie beside this class. */
final class WordLists {
    private WordLists() {}

    /** {@return words by language, ISO 639-1} @param file a resource in UTF-8: a language, =, words apart by spaces */
    static Map<String, List<String>> read(String file) {
        Properties words = new Properties();
        try (InputStream in = WordLists.class.getResourceAsStream(file);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(language -> language, language -> List.of(words.getProperty(language).split("\\s+"))));
    }
}
