package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeardTest {
    private static Heard heard(long endMs, double... probabilities) {
        List<Token> tokens = Arrays.stream(probabilities).mapToObj(each -> new Token(" so".getBytes(StandardCharsets.UTF_8), each, 0, endMs)).toList();
        return new Heard(List.of(new Heard.Passage(0, endMs, tokens)));
    }

    @Test
    void whatReachesToTheEndAndIsLikelyIsBelieved() {
        assertThat(heard(2_000, 0.9, 0.5, 0.9).doubtful(2_500)).isFalse();
        assertThat(heard(3_000, 0.9).doubtful(2_500)).isFalse();
    }

    @Test
    void anEndWithoutWordsIsDoubtful() {
        assertThat(heard(1_800, 0.9, 0.9).doubtful(2_500)).isTrue();
        assertThat(new Heard(List.of()).doubtful(500)).isTrue();
    }

    @Test
    void unlikelyWordsAreDoubtful() {
        assertThat(heard(2_500, 0.3, 0.5).doubtful(2_500)).isTrue();
        assertThat(heard(2_500, 0.9, 0.9, 0).doubtful(2_500)).isTrue();
        assertThat(heard(2_500).doubtful(2_500)).as("no word").isTrue();
    }
}
