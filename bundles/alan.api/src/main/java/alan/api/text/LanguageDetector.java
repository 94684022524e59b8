package alan.api.text;

import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Tells which language a text is written in. A service. */
@ProviderType
public interface LanguageDetector {
    /**
     * {@return the language of a text, ISO 639-1; empty when it cannot be told, as of a name or a number}
     *
     * @param text a question, a sentence; short ones are what this is for
     */
    Optional<String> detect(String text);

    /** {@return the languages that can be told apart, ISO 639-1} */
    Set<String> languages();
}
