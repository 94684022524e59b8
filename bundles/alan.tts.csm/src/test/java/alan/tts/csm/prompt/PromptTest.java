package alan.tts.csm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {
    @Test
    void textComesBeforeItsSoundAndZerosEndIt() {
        Segment heard = new Segment(new int[] {9, 5, 10}, List.of(new int[] {1, 2}, new int[] {3, 4}));
        Segment wanted = new Segment(new int[] {9, 6, 10}, List.of());
        Prompt prompt = Prompt.of(List.of(heard, wanted), 2);
        assertThat(prompt.positions()).isEqualTo(9).isEqualTo(heard.positions() + wanted.positions());
        assertThat(prompt.text()).containsExactly(9, 5, 10, 0, 0, 0, 9, 6, 10);
        assertThat(prompt.isSound()).containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0);
        assertThat(prompt.codes()).containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
