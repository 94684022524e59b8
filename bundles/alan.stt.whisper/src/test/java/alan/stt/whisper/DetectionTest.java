package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DetectionTest {
    private static final float[] LOGITS = {0, 2, 0};

    @Test
    void theLikeliestLanguageIsTaken() {
        assertThat(detect(Set.of()).language()).isEqualTo("pt");
        assertThat(detect(Set.of()).probability()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void onlyLanguagesThatAreSpokenHereAreTaken() {
        assertThat(detect(Set.of("en", "es")).language()).isEqualTo("es");
        assertThat(detect(Set.of("en", "es")).probability()).isCloseTo(0.75, within(1e-6));
        assertThat(detect(Set.of("de")).language()).isEqualTo("de");
    }

    @Test
    void aLanguageThatTheModelDoesNotKnowIsNotTaken() {
        float[] probabilities = new float[100];
        probabilities[99] = 0.9f;
        probabilities[3] = 0.1f;
        assertThat(Detection.of(probabilities, Detection.languages(51_865), Set.of(), LOGITS, 0).language()).isEqualTo("es");
        assertThat(Detection.of(probabilities, Detection.languages(51_866), Set.of(), LOGITS, 0).language()).isEqualTo("yue");
    }

    @Test
    void noSpeechIsTheShareOfItsToken() {
        double e2 = Math.exp(2);
        assertThat(detect(Set.of()).noSpeech()).isCloseTo(e2 / (e2 + 2), within(1e-6));
    }

    private static Detection detect(Set<String> allowed) {
        float[] probabilities = new float[100];
        probabilities[0] = 0.1f;
        probabilities[3] = 0.3f;
        probabilities[8] = 0.5f;
        probabilities[50] = 0.1f;
        return Detection.of(probabilities, 99, allowed, LOGITS, 1);
    }
}
