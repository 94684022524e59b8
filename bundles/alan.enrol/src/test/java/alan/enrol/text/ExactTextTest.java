package alan.enrol.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.listen.VoiceActivity.Speech;
import alan.api.stt.Segment;
import alan.enrol.segments.HeardStretch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactTextTest {
    private static final String TEXT = "Hello, Marta! Are there twenty-one chairs?\nYes: there are, and every day we count them.";

    /** Stretches of three seconds, each word a fifth of a second. */
    private static List<HeardStretch> heard(String... stretches) {
        List<HeardStretch> result = new ArrayList<>();
        for (int i = 0; i < stretches.length; i++) {
            List<Segment.Word> words = new ArrayList<>();
            String[] parts = stretches[i].split(" ");
            for (int k = 0; k < parts.length; k++) {
                words.add(new Segment.Word(parts[k], i * 3000L + k * 200, i * 3000L + k * 200 + 200, 0.9));
            }
            result.add(new HeardStretch(new Speech(i * 48_000, (i + 1) * 48_000), "en", words));
        }
        return result;
    }

    @Test
    void everyStretchGetsItsWordsWithTheirSigns() throws Exception {
        ExactText exact = new ExactText(TEXT, heard("hello marta are there 21 chairs", "yes there are", "and everyday we count them"));
        assertThat(exact.of(0)).isEqualTo(new ExactText.Part("Hello, Marta! Are there twenty-one chairs?", List.of()));
        assertThat(exact.of(1)).isEqualTo(new ExactText.Part("Yes: there are,", List.of()));
        assertThat(exact.of(2)).isEqualTo(new ExactText.Part("and every day we count them.", List.of()));
        assertThat(exact.differences()).isEmpty();
    }

    @Test
    void openingSignsBelongToTheWordAfterThem() throws Exception {
        ExactText exact = new ExactText("Hola. ¿Qué tal? (Bien.)", heard("hola", "qué tal bien"));
        assertThat(exact.of(0).text()).isEqualTo("Hola.");
        assertThat(exact.of(1).text()).isEqualTo("¿Qué tal? (Bien.)");
    }

    @Test
    void differencesAreToldWithTheirPlaceAndMakeWordsDoubtful() throws Exception {
        ExactText exact = new ExactText(TEXT, heard("hello walter are there 21 chairs", "yes there are oh", "and every day we count"));
        assertThat(exact.differences()).extracting(Object::toString).containsExactly(
                "At 0:00 \"walter\" was heard; the text says \"Marta!\".",
                "At 0:03 \"oh\" was heard, which the text does not have.",
                "At 0:06 the text says \"them.\", which was not heard.");
        assertThat(exact.of(0).doubtful()).containsExactly("Marta");
        assertThat(exact.of(2)).isEqualTo(new ExactText.Part("and every day we count them.", List.of("them")));
    }

    @Test
    void aWordThatWasNotHeardBetweenTwoStretchesStaysInItsSentence() throws Exception {
        ExactText exact = new ExactText("We went home. Then it began to rain.", heard("we went home", "it began to rain"));
        assertThat(exact.of(0).text()).isEqualTo("We went home.");
        assertThat(exact.of(1).text()).isEqualTo("Then it began to rain.");
    }

    @Test
    void aSentenceThatNobodyReadIsNobodys() throws Exception {
        ExactText exact = new ExactText("We went home in the evening. A long line that was simply left out. Then it began to rain on us.",
                heard("we went home in the evening", "then it began to rain on us"));
        assertThat(exact.of(0).text()).isEqualTo("We went home in the evening.");
        assertThat(exact.of(1).text()).isEqualTo("Then it began to rain on us.");
        assertThat(exact.differences()).singleElement().hasToString(
                "At 0:03 the text says \"A long line that was simply left out.\", which was not heard.");
    }

    @Test
    void whatTheTextDoesNotHaveGetsNoWords() throws Exception {
        ExactText exact = new ExactText("We went home in the evening and it rained.", heard("we went home in the evening", "excuse me", "and it rained"));
        assertThat(exact.of(1).text()).isEmpty();
        assertThat(exact.of(2).text()).isEqualTo("and it rained.");
    }

    @Test
    void theTextOfAnotherRecordingIsOneSentence() {
        List<HeardStretch> heard = heard("could you put the kettle on while i look for my glasses", "the weather is changing");
        assertThatThrownBy(() -> new ExactText("My grandmother used to bake thick round loaves of bread every Thursday in the old kitchen.", heard))
                .isInstanceOf(AlanException.class).hasMessageContaining("another one");
        assertThatThrownBy(() -> new ExactText("word ".repeat(100_000), heard)).isInstanceOf(AlanException.class).hasMessageContaining("another one");
        assertThatThrownBy(() -> new ExactText(" … ", heard)).isInstanceOf(AlanException.class).hasMessageContaining("no words");
    }
}
