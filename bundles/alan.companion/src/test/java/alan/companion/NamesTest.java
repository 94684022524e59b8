package alan.companion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({"alva,alba", "ALBA,alba", "wisper,whisper", "joe,en_US-joe-medium", "alan,alan", "zoe,", "jo,", "a,"})
    void theNameThatWasProbablyMeantIsFound(String wanted, String meant) {
        assertThat(Names.nearest(wanted, List.of("alan", "alba", "whisper", "en_US-joe-medium")).orElse(null)).isEqualTo(meant);
    }

    @Test
    void aLongListIsCut() {
        assertThat(Names.list(List.of("a")).english()).isEqualTo("a");
        assertThat(Names.list(IntStream.range(0, 8).boxed().toList()).english()).isEqualTo("0, 1, 2, 3, 4, 5, 6, 7");
        assertThat(Names.list(IntStream.range(0, 9).boxed().toList()).english()).isEqualTo("0, 1, 2, 3, 4, 5, 6, 7, … (9 in all)");
    }
}
