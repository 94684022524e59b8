package alan.remote;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;

/** Languages as servers name them: by code of two or three letters, with a country, or by their English name as Whisper has them. */
final class LanguageNames {
    private static final Map<String, String> CODES = new HashMap<>();

    static {
        for (String code : Locale.getISOLanguages()) {
            Locale locale = new Locale(code);
            CODES.put(locale.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            try {
                CODES.put(locale.getISO3Language(), code);
            } catch (MissingResourceException e) {
                // It has no code of three letters.
            }
            CODES.put(code, code);
        }
        // What Java still calls by an old code, and what Whisper calls otherwise than Java does.
        CODES.putAll(Map.of("iw", "he", "hebrew", "he", "heb", "he", "in", "id", "indonesian", "id", "ind", "id", "ji", "yi", "yiddish", "yi",
                "yid", "yi", "jw", "jv"));
        CODES.putAll(Map.of("castilian", "es", "valencian", "ca", "flemish", "nl", "mandarin", "zh", "cantonese", "zh", "yue", "zh",
                "haitian creole", "ht", "haitian", "ht", "moldavian", "ro", "moldovan", "ro"));
        CODES.putAll(Map.of("letzeburgesch", "lb", "pushto", "ps", "panjabi", "pa", "sinhalese", "si", "myanmar", "my", "burmese", "my",
                "nynorsk", "nn", "norwegian nynorsk", "nn", "greek", "el", "punjabi", "pa"));
    }

    private LanguageNames() {}

    /**
     * {@return the language's ISO 639-1 code; {@code null} if it is none that has one}
     *
     * @param name {@code es}, {@code es-ES}, {@code spa}, {@code Spanish}; may be {@code null}
     */
    static String code(String name) {
        if (name == null) {
            return null;
        }
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        String code = CODES.get(wanted);
        return code != null || wanted.contains(" ") ? code : CODES.get(wanted.split("[-_]", 2)[0]);
    }
}
