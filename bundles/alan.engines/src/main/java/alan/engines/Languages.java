package alan.engines;

import alan.api.text.Text;
import java.util.Locale;

/** Codes of languages: ISO 639-1, or ISO 639-3 where there is no shorter one. */
final class Languages {
    private Languages() {}

    /** {@return whether it is the code of a language that has a name} */
    static boolean isKnown(String code) {
        Locale locale = Locale.forLanguageTag(code);
        String name = locale.getDisplayLanguage(Locale.ENGLISH);
        // Of a code that it does not know, Java makes the name; of what cannot be a code, the empty language.
        return locale.getLanguage().equals(code) && !name.isEmpty() && !name.equals(code);
    }

    /** {@return that something is no code of a language, and perhaps which one was meant} @param code for which {@link #isKnown} is false */
    static Text unknown(String code) {
        Locale meant = Locale.forLanguageTag(code.strip().replace('_', '-'));
        return isKnown(meant.getLanguage())
                ? Text.of("'%s' is no language's code; for %s, write %s.", code, meant, meant.getLanguage())
                : Text.of("'%s' is no language: give the code of one, such as en for %s or es for %s.", code, Locale.ENGLISH,
                        Locale.forLanguageTag("es"));
    }
}
