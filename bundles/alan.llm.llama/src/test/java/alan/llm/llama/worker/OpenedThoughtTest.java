package alan.llm.llama.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenedThoughtTest {
    @Test
    void aPromptThatEndsInAnOpenThoughtOpensTheAnswersToo() {
        assertThat(OpenedThought.of("…<|im_start|>assistant\n<think>\n")).isEqualTo("<think>\n");
        assertThat(OpenedThought.of("<think>")).isEqualTo("<think>\n");
        assertThat(OpenedThought.of("<think>\n\n\n")).isEqualTo("<think>\n");
    }

    @Test
    void anyOtherPromptDoesNot() {
        assertThat(OpenedThought.of("<think>\n\n</think>\n\n")).isEmpty();
        assertThat(OpenedThought.of("what does <think> mean?<|im_end|>\n<|im_start|>assistant\n")).isEmpty();
        assertThat(OpenedThought.of("")).isEmpty();
    }
}
