package alan.tts.morse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.tts.SpeechRequest;
import java.lang.annotation.Annotation;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MorseTest {
    private final Morse morse = new Morse(new Morse.Config() {
        @Override
        public int speed() {
            return 20;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return Morse.Config.class;
        }
    });

    /** A word of 50 dots, "paris" with the gap after it, is the measure of the speed. */
    @Test
    void twentyTimesTheWordParisTakesAMinute() throws Exception {
        Pcm sound = morse.speak(SpeechRequest.of("paris ".repeat(20))).readAll();
        assertThat(sound.seconds()).isEqualTo(60);
    }

    @Test
    void anUnknownVoiceIsRefusedInTheReadersLanguage() {
        SpeechRequest request = new SpeechRequest("sos", null, "flute", null, Map.of());
        assertThatThrownBy(() -> morse.speak(request))
                .isInstanceOfSatisfying(AlanException.class, e -> assertThat(e.text().say(new Locale("es"))).contains("ninguna voz «flute»"));
    }
}
