package alan.listen.wake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggerTest {
    /** {@return the frames in which it is said} */
    private static List<Integer> said(Trigger trigger, double... scores) {
        List<Integer> said = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            if (trigger.said(i, scores[i])) {
                said.add(i);
            }
        }
        return said;
    }

    @Test
    void scoresThatStayHighAreOneDetection() {
        assertThat(said(new Trigger(0.5, 3), 0, 0.49, 0.5, 0.9, 1, 1, 1, 1, 1, 1, 0)).containsExactly(2);
    }

    @Test
    void scoresThatFlickerAreOneDetection() {
        assertThat(said(new Trigger(0.5, 4), 0.9, 0.1, 0.9, 0.1, 0.9, 0.1)).containsExactly(0, 4);
        assertThat(said(new Trigger(0.5, 25), 0.9, 0.1, 0.9, 0.1, 0.9, 0.1)).containsExactly(0);
    }

    @Test
    void withoutAPauseEachRiseIsOne() {
        assertThat(said(new Trigger(0.5, 0), 0.9, 0.1, 0.9, 0.9, 0.1, 0.9)).containsExactly(0, 2, 5);
    }

    @Test
    void whatIsNoNumberIsNotSaid() {
        assertThat(said(new Trigger(0.5, 3), Double.NaN, 0.1)).isEmpty();
    }
}
