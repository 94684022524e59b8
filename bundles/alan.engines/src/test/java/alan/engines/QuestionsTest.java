package alan.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuestionsTest {
    private final Questions questions = new Questions();

    @Test
    void noMoreAreTakenAfterTheEnd() {
        assertThat(questions.ask(() -> "whisper", "nothing")).isEqualTo("whisper");
        questions.end(0, "it leaves");
        assertThat(questions.<String>ask(() -> {
            throw new NoClassDefFoundError("its bundle has gone");
        }, "nothing")).isEqualTo("nothing");
    }

    @Test
    void oneThatFailsIsNotWaitedFor() {
        assertThatThrownBy(() -> questions.ask(() -> {
            throw new IllegalStateException("broken");
        }, "nothing")).hasMessage("broken");
        questions.end(60_000, "it leaves");
    }
}
