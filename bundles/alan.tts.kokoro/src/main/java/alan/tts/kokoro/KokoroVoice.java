package alan.tts.kokoro;

import alan.api.text.Text;
import alan.api.tts.Voice;
import java.util.Set;

/**
 * A voice whose file is here.
 *
 * @param name as Kokoro's makers gave it: a letter for the language, {@code f} or {@code m}, and a name: {@code ef_dora}
 * @param file that it lies in
 */
record KokoroVoice(String name, StyleFile file) {
    /** {@return what it was made to speak; {@code null} if that cannot be spoken here} */
    Dialect own() {
        return Dialect.ofVoice(name);
    }

    /** {@return whether it was made to speak a language} @param dialect any of that language */
    boolean speaks(Dialect dialect) {
        return own() != null && own().language().equals(dialect.language());
    }

    /**
     * {@return the dialect in which it speaks a language: its own, if that is one of it}
     *
     * @param language ISO 639-1, also with a region; {@code null} for its own
     */
    Dialect speaking(String language) {
        Dialect wanted = language == null ? Dialect.AMERICAN : Dialect.ofLanguage(language);
        return own() != null && (language == null || wanted != null && speaks(wanted)) ? own() : wanted;
    }

    /** {@return what others get to see} A voice of a language that cannot be spoken here speaks all others, with an accent. */
    Voice voice() {
        Set<String> languages = own() == null ? Dialect.languages() : Set.of(own().language());
        return new Voice(name, languages, KokoroNetwork.SAMPLE_RATE, description());
    }

    private String description() {
        if (own() == null) {
            return Text.tr("with an accent");
        }
        return name.charAt(1) == 'f' ? Text.tr("%s, a woman's voice", own().title()) : Text.tr("%s, a man's voice", own().title());
    }
}
