package alan.companion;

import alan.api.AlanException;
import alan.api.engine.LanguageUnknownException;
import alan.api.text.LanguageDetector;
import alan.api.text.Text;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which language a text is in, and how a language model is told to answer in another one. */
final class Languages {
    private static final Logger LOG = LoggerFactory.getLogger(Languages.class);
    private static final Pattern CODE = Pattern.compile("[a-z]{2,3}");
    private static final int MOST_PROMPTS = 100;

    private final Supplier<LanguageDetector> detector;
    private final Map<String, Optional<String>> prompts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > MOST_PROMPTS;
        }
    };

    /** @param detector gives the service; {@code null} while there is none, and no text's language is known then */
    Languages(Supplier<LanguageDetector> detector) {
        this.detector = detector;
    }

    /** {@return a text's language, ISO 639-1; empty if it cannot be told} */
    Optional<String> ofText(String text) {
        return detect(text).orElse(Optional.empty());
    }

    /** {@return what the detector says; empty if there is none, or it fails} */
    private Optional<Optional<String>> detect(String text) {
        LanguageDetector service = detector.get();
        try {
            return service == null ? Optional.empty() : Optional.of(service.detect(text));
        } catch (RuntimeException e) {
            LOG.warn("The language of a text could not be told", e);
            return Optional.empty();
        }
    }

    /** {@return the language of a persona's prompt} Each is looked at until the detector has said what it is. */
    Optional<String> ofPrompt(String prompt) {
        synchronized (prompts) {
            Optional<String> known = prompts.get(prompt);
            if (known != null) {
                return known;
            }
        }
        // Outside the lock: nobody else's turn waits for the detector.
        Optional<Optional<String>> found = detect(prompt);
        synchronized (prompts) {
            found.ifPresent(language -> prompts.put(prompt, language));
        }
        return found.orElse(Optional.empty());
    }

    /**
     * {@return a persona's prompt, with a last line that asks for an answer in a language, unless the prompt is in that language itself}
     *
     * @param prompt of the persona
     * @param language of the answer; {@code null} if it is not known
     */
    String instructed(String prompt, String language) {
        if (language == null || ofPrompt(prompt).filter(language::equals).isPresent()) {
            return prompt;
        }
        Locale locale = Locale.forLanguageTag(language);
        // A model understands the request best in the language itself; a half translated one would confuse it.
        String line = Text.of("Answer in %s.", locale).say(spoken(language) ? locale : Locale.ENGLISH);
        return prompt.isBlank() ? line : prompt + "\n" + line;
    }

    /** {@return whether Alan's own sentences can be said in a language} */
    static boolean spoken(String language) {
        return language.equals("en") || Languages.class.getResource(language + ".po") != null;
    }

    /** {@return a refusal in the language that it is about, if Alan has words in it, otherwise in the user's} */
    static LanguageUnknownException bound(LanguageUnknownException refusal) {
        return spoken(refusal.language())
                ? new LanguageUnknownException(refusal.kind(), refusal.language(), refusal.text().in(Locale.forLanguageTag(refusal.language())))
                : refusal;
    }

    /**
     * {@return the code of a language as somebody wrote it: {@code es} for {@code es-MX}; {@code null} for nothing}
     *
     * @throws AlanException when it is no code
     */
    static String code(String language) throws AlanException {
        if (language == null || language.isBlank()) {
            return null;
        }
        String code = language.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        if (!CODE.matcher(code).matches()) {
            throw new AlanException("'%s' is no code of a language; write two letters (ISO 639-1), such as en or es.", language.strip());
        }
        return code;
    }
}
