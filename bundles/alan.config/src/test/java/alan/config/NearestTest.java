package alan.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"'',abc,3", "abc,abc,0", "abc,acb,1", "abc,axc,1", "abc,ab,1", "abc,xabc,1", "ca,abc,3",
        "max_tokens,max.tokens,0", "Threads,threads,0"})
    void theDistanceCountsLetters(String one, String other, int distance) {
        assertThat(Nearest.distance(one, other)).isEqualTo(distance);
        assertThat(Nearest.distance(other, one)).isEqualTo(distance);
    }

    @ParameterizedTest
    @CsvSource({"thread,threads", "max_tokens,max.tokens", "maxtokens,max.tokens", "modle,model", "Model,model"})
    void aSlipOfTheKeyboardIsUnderstood(String typed, String meant) {
        assertThat(Nearest.of(typed, List.of("beam", "max.tokens", "model", "threads"))).contains(meant);
    }

    @Test
    void whatIsLikeNothingIsNotGuessed() {
        assertThat(Nearest.of("colour", List.of("beam", "max.tokens", "model", "threads"))).isEmpty();
        assertThat(Nearest.of("", List.of("beam"))).isEmpty();
        assertThat(Nearest.of("beam", List.of())).isEmpty();
    }
}
