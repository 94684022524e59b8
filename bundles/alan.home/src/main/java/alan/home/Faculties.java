package alan.home;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.listen.VoiceActivity;
import alan.api.text.LanguageDetector;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What requests are served with.
 *
 * @param companion hears, speaks and answers
 * @param audio changes sample rates
 * @param detector tells the language of a text; gives {@code null} where nobody does
 * @param engines one of which tells speech from silence
 * @param services that there are
 * @param hearing the line of those who want something written down
 * @param speaking likewise, spoken
 * @param answering likewise, answered
 * @param ears listen for wake words
 * @param memory that sounds take
 * @param settings of the server
 */
record Faculties(Companion companion, AudioFiles audio, Supplier<LanguageDetector> detector, Engines engines, Services services, Line hearing, Line speaking, Line answering,
        Ears ears, Memory memory, HomeSettings settings) {
    private static final String HOLDER = "alan.home";

    /** {@return an engine that tells speech from silence; the caller closes it} @throws AlanException when there is none that can be used */
    Lease<VoiceActivity> pauses() throws AlanException {
        return engines.lease(VoiceActivity.class, null, HOLDER);
    }

    /** {@return the language of a text, ISO 639-1; {@code null} if it cannot be told} */
    String language(String text) {
        LanguageDetector service = detector.get();
        return Optional.ofNullable(service).flatMap(each -> each.detect(text)).orElse(null);
    }
}
