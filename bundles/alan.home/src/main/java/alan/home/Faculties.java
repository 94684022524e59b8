package alan.home;

import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.text.LanguageDetector;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What requests are served with.
 *
 * @param companion hears, speaks and answers
 * @param audio changes sample rates
 * @param detector tells the language of a text; gives {@code null} where nobody does
 * @param services that there are
 * @param hearing the line of those who want something written down
 * @param speaking likewise, spoken
 * @param answering likewise, answered
 * @param ears listen for wake words and pauses
 * @param memory that sounds take
 * @param settings of the server
 */
record Faculties(Companion companion, AudioFiles audio, Supplier<LanguageDetector> detector, Services services, Line hearing, Line speaking, Line answering,
        Ears ears, Memory memory, HomeSettings settings) {
    /** {@return the language of a text, ISO 639-1; {@code null} if it cannot be told} */
    String language(String text) {
        LanguageDetector service = detector.get();
        return Optional.ofNullable(service).flatMap(each -> each.detect(text)).orElse(null);
    }
}
