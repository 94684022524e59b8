package alan.home.events;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.satellite.SatelliteState;
import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteTimer;
import alan.api.satellite.SatelliteWatcher.Event;
import alan.api.satellite.SatelliteWatcher.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimersTest {
    private static final SatelliteTimer PIZZA = new SatelliteTimer("7", "pizza", 60, 45, true);
    private static final SatelliteTimer TEA = new SatelliteTimer("8", "tea", 180, 180, true);

    private final Timers timers = new Timers(status());

    private static SatelliteStatus status(SatelliteTimer... running) {
        return new SatelliteStatus(SatelliteState.IDLE, false, 1, "192.168.1.2", Set.of(), List.of(running), null);
    }

    private SatelliteTimer after(Kind kind, String detail, SatelliteTimer... running) {
        timers.happened(new Event(kind, detail), status(running));
        return timers.ringing();
    }

    @Test
    void theOneThatHasGoneRings() {
        assertThat(after(Kind.TIMER, "7", PIZZA)).isNull();
        assertThat(after(Kind.TIMER, "8", PIZZA, TEA)).isNull();
        assertThat(after(Kind.RINGING, null, PIZZA)).isEqualTo(TEA);
        assertThat(after(Kind.IDLE, null, PIZZA)).isNull();
        assertThat(after(Kind.RINGING, null)).isEqualTo(PIZZA);
    }

    @Test
    void theOneThatWasCancelledDoesNot() {
        after(Kind.TIMER, "7", PIZZA);
        after(Kind.TIMER, "8", PIZZA, TEA);
        after(Kind.TIMER_CANCELLED, "7", TEA);
        assertThat(after(Kind.RINGING, null)).isEqualTo(TEA);
    }

    @Test
    void itMayEndWhileSomethingIsSaidAndRingsOnAfterAnAnnouncement() {
        after(Kind.TIMER, "7", PIZZA);
        after(Kind.LISTENING, null, PIZZA);
        assertThat(after(Kind.THINKING, null)).as("not yet").isNull();
        assertThat(after(Kind.RINGING, null)).isEqualTo(PIZZA);
        after(Kind.SPEAKING, null);
        assertThat(after(Kind.RINGING, null)).isEqualTo(PIZZA);
    }

    @Test
    void anotherMayEndWhileOneRings() {
        after(Kind.TIMER, "7", PIZZA);
        after(Kind.TIMER, "8", PIZZA, TEA);
        assertThat(after(Kind.RINGING, null, TEA)).isEqualTo(PIZZA);
        assertThat(after(Kind.RINGING, null)).isEqualTo(TEA);
    }

    @Test
    void whatNeverRangIsForgotten() {
        after(Kind.TIMER, "7", PIZZA);
        after(Kind.LISTENING, null);
        after(Kind.IDLE, null);
        after(Kind.TIMER, "8", TEA);
        assertThat(after(Kind.RINGING, null)).isEqualTo(TEA);
        after(Kind.DETACHED, "192.168.1.2");
        assertThat(after(Kind.RINGING, null)).as("of which nobody has told").isNull();
    }

    @Test
    void thoseThatRanBeforeAreKnown() {
        Timers late = new Timers(status(PIZZA));
        late.happened(new Event(Kind.RINGING, null), status());
        assertThat(late.ringing()).isEqualTo(PIZZA);
    }
}
