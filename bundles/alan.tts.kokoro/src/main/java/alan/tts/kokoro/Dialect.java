package alan.tts.kokoro;

import alan.api.text.Text;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A language as Kokoro was trained with it. The first letter of a voice's name tells which is its own: {@code ef_dora} speaks Spanish.
 *
 * @see <a href="https://github.com/hexgrad/kokoro/blob/main/kokoro/pipeline.py">the list in Kokoro's own pipeline</a>, of which these are the
 *     languages whose phonemes come from espeak-ng; Japanese and Chinese want phonemizers of their own
 */
enum Dialect {
    AMERICAN('a', "en", "en-us"),
    BRITISH('b', "en", "en"),
    SPANISH('e', "es", "es"),
    FRENCH('f', "fr", "fr"),
    ITALIAN('i', "it", "it"),
    PORTUGUESE('p', "pt", "pt-br"),
    HINDI('h', "hi", "hi");

    private final char letter;
    private final String language;
    private final String espeakVoice;

    Dialect(char letter, String language, String espeakVoice) {
        this.letter = letter;
        this.language = language;
        this.espeakVoice = espeakVoice;
    }

    /** {@return ISO 639-1} */
    String language() {
        return language;
    }

    /** {@return the name of the espeak-ng voice that Kokoro's phonemes come from} */
    String espeakVoice() {
        return espeakVoice;
    }

    /** {@return its name, to be put into a {@link Text}} */
    Object title() {
        return switch (this) {
            case AMERICAN -> Text.of("English of the United States");
            case BRITISH -> Text.of("English of Great Britain");
            case PORTUGUESE -> Text.of("Portuguese of Brazil");
            default -> new Locale(language);
        };
    }

    /** {@return whether its phonemes are written as Kokoro writes English} */
    boolean english() {
        return this == AMERICAN || this == BRITISH;
    }

    /** {@return the dialect of a voice; {@code null} for one of a language that is not spoken here} @param voice its name: {@code ef_dora} */
    static Dialect ofVoice(String voice) {
        for (Dialect dialect : values()) {
            if (voice.matches(dialect.letter + "[fm]_.+")) {
                return dialect;
            }
        }
        return null;
    }

    /** {@return the first dialect of a language; {@code null} if there is none} @param code ISO 639-1, also with a region */
    static Dialect ofLanguage(String code) {
        String language = code.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        for (Dialect dialect : values()) {
            if (dialect.language.equals(language)) {
                return dialect;
            }
        }
        return null;
    }

    /** {@return all languages, ISO 639-1} */
    static Set<String> languages() {
        Set<String> languages = new LinkedHashSet<>();
        for (Dialect dialect : values()) {
            languages.add(dialect.language);
        }
        return languages;
    }
}
