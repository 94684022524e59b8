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
                Arguments.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("writtenAndLeft")
    void reasoningIsTakenOutHoweverItArrives(String written, String left) {
        for (List<String> pieces : Chunks.of(written)) {
            Reasoning reasoning = new Reasoning();
            StringBuilder out = new StringBuilder();
            pieces.forEach(piece -> out.append(reasoning.feed(piece)));
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

    @Test
    void reasoningIsNotSpoken() {
        assertThat(SpeechText.sentences("<think>\nWhat? A list:\n- one\n</think>\n\n**Yes.** It is."))
                .containsExactly("Yes.", "It is.");
    }
}
