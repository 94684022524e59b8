package alan.api.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The translations that lie beside classes. Each class asks once for each language; what it found goes with its class loader. */
final class Translations {
    private static final ClassValue<Map<String, Map<String, String>>> FOUND = new ClassValue<>() {
        @Override
        protected Map<String, Map<String, String>> computeValue(Class<?> room) {
            return new ConcurrentHashMap<>();
        }
    };

    private Translations() {}

    /** {@return the translations for a class by their English; empty if there are none} */
    static Map<String, String> of(Class<?> room, Locale locale) {
        String language = locale.getLanguage();
        if (language.isEmpty() || language.equals("en")) {
            return Map.of();
        }
        return FOUND.get(room).computeIfAbsent(language, missing -> find(room, missing));
    }

    private static Map<String, String> find(Class<?> room, String language) {
        for (String folder = room.getPackageName(); !folder.isEmpty(); folder = parent(folder)) {
            try (InputStream in = room.getResourceAsStream("/" + folder.replace('.', '/') + "/" + language + ".po")) {
                if (in != null) {
                    return PoFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException | IllegalArgumentException e) {
                // Unreadable, or damaged: what was to be said is still said, in English.
                return Map.of();
            }
        }
        return Map.of();
    }

    private static String parent(String folder) {
        int dot = folder.lastIndexOf('.');
        return dot < 0 ? "" : folder.substring(0, dot);
    }
}
