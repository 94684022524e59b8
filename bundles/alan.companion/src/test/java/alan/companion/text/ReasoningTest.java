package alan.companion.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasoningTest {
    static Stream<Arguments> writtenAndLeft() {
        return Stream.of(
                Arguments.of("<think>Hm.</think>Yes.", "Yes."),
                Arguments.of("<think>\nHm. <b> < </thin </<</think>\n\nYes.", "\n\nYes."),
                Arguments.of("\n  <think></think>Yes.", "\n  Yes."),
                Arguments.of("<think>One</think>\n<think>Two</think>Yes.", "\nYes."),
                Arguments.of("One.\n<think>Hm.</think>\nTwo.", "One.\n\nTwo."),
                Arguments.of("<think>never closed", ""),
                Arguments.of("<think>never </thin", ""),
                Arguments.of("<thi", "<thi"),
                Arguments.of("<<think>stays", "<<think>stays"),
                Arguments.of("<thinking> stays, 1 < 2", "<thinking> stays, 1 < 2"),
                Arguments.of("The tag `<think>` stays.", "The tag `<think>` stays."),
                Arguments.of("Hm. What time?\n\nNoon.\n</think>\n\nIt is noon.", "\n\nIt is noon."),
                Arguments.of("</think>Yes.", "Yes."),
                Arguments.of("Hm.\n  </think>Yes.\n</think> stays", "Yes.\n</think> stays"),
                Arguments.of("<think>Hm.</think>Yes.\n</think> stays", "Yes.\n</think> stays"),
                Arguments.of("Hm.\n</thin", "Hm.\n</thin"),
                Arguments.of("Hm.\n</think", "Hm.\n</think"),
                Arguments.of("Hm.\n</thinks>", "Hm.\n</thinks>"),
                Arguments.of("The tag `</think>` ends it; so does a </think> here.", "The tag `</think>` ends it; so does a </think> here."),
                Arguments.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("writtenAndLeft")
    void reasoningIsTakenOutHoweverItArrives(String written, String left) {
        for (List<String> pieces : Chunks.of(written)) {
            Reasoning reasoning = new Reasoning();
            StringBuilder out = new StringBuilder();
            pieces.forEach(piece -> {
                String said = reasoning.feed(piece);
                out.delete(0, reasoning.discarded() ? out.length() : 0).append(said);
            });
            assertThat(out.append(reasoning.finish()).toString()).as("%s", pieces).isEqualTo(left);
        }
        assertThat(Reasoning.without(written)).isEqualTo(left);
    }

    @Test
    void anAnswerGoesOnAtOnce() {
        Reasoning reasoning = new Reasoning();
        assertThat(reasoning.feed("<think>Hm.</think>Ye")).isEqualTo("Ye");
        assertThat(reasoning.feed("s <")).isEqualTo("s <");
    }

    static Stream<Arguments> presumedThoughtsAndWhatIsLeft() {
        return Stream.of(
                Arguments.of("Hm. Noon. </think>Yes.", "Yes."),
                Arguments.of("<think>\nHm.\n</think>\nYes.", "\nYes."),
                Arguments.of("It is noon.\nReally.", "It is noon.\nReally."),
                Arguments.of("Noon </thi", "Noon </thi"),
                Arguments.of("<think>never closed", ""),
                Arguments.of("Hm.</think>Yes.\n<think>Or?</think>No.", "Yes.\nNo."),
                Arguments.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("presumedThoughtsAndWhatIsLeft")
    void aPresumedThoughtIsHeldBackAndGivenOutAtTheEndIfItWasNone(String written, String left) {
        for (List<String> pieces : Chunks.of(written)) {
            Reasoning reasoning = new Reasoning(true);
            StringBuilder out = new StringBuilder();
            pieces.forEach(piece -> {
                out.append(reasoning.feed(piece));
                assertThat(reasoning.discarded()).isFalse();
            });
            assertThat(out.append(reasoning.finish()).toString()).as("%s", pieces).isEqualTo(left);
        }
    }

    @Test
    void theSentenceThatHadBegunBeforeTheEndOfAThoughtIsNotSpoken() {
        SpeechText speech = new SpeechText();
        assertThat(speech.feed("Is it noon? Let me think **about")).containsExactly("Is it noon?");
        assertThat(speech.feed("\n</think>\n\nIt is *noon*. ")).isEmpty();
        assertThat(speech.finish()).containsExactly("It is noon.");
        assertThat(speech.beganInThought()).isTrue();
        assertThat(SpeechText.sentences("Hm. Hm?\n</think>\nYes.")).containsExactly("Yes.");
    }

    @Test
    void reasoningIsNotSpoken() {
        assertThat(SpeechText.sentences("<think>\nWhat? A list:\n- one\n</think>\n\n**Yes.** It is."))
                .containsExactly("Yes.", "It is.");
    }
}
