package alan.listen.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EqualErrorTest {
    @Test
    void whatIsApartHasNoErrors() {
        EqualError apart = EqualError.of(List.of(0.9, 0.8), List.of(0.1, 0.2, 0.3));
        assertThat(apart.rate()).isZero();
        assertThat(apart.threshold()).isBetween(0.3, 0.8);
    }

    @Test
    void oneOfFourEachWayIsAQuarter() {
        EqualError mixed = EqualError.of(List.of(0.2, 0.7, 0.8, 0.9), List.of(0.1, 0.15, 0.3, 0.75));
        assertThat(mixed.rate()).isCloseTo(0.25, within(1e-12));
        assertThat(mixed.refused(0.5)).isEqualTo(0.25);
        assertThat(mixed.accepted(0.5)).isEqualTo(0.25);
    }

    @Test
    void whoeverIsAtTheThresholdIsTakenForOne() {
        EqualError equal = EqualError.of(List.of(0.5, 0.5), List.of(0.5));
        assertThat(equal.refused(0.5)).isZero();
        assertThat(equal.accepted(0.5)).isEqualTo(1);
    }
}
