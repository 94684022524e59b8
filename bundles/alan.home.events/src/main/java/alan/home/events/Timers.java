package alan.home.events;

import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteTimer;
import alan.api.satellite.SatelliteWatcher.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows which timer rings. A satellite says that one does, and its status has none but those that still run: it is the one that has gone without being cancelled. */
final class Timers {
    /** Those that run, and those that have ended and not rung yet. */
    private final Map<String, SatelliteTimer> known = new LinkedHashMap<>();
    private SatelliteTimer ringing;

    /** @param status of the satellite from which on it is told what happens */
    Timers(SatelliteStatus status) {
        see(status);
    }

    private void see(SatelliteStatus status) {
        status.timers().forEach(timer -> known.put(timer.id(), timer));
    }

    /** Something happened. @param event what @param status how the satellite stood then */
    synchronized void happened(Event event, SatelliteStatus status) {
        see(status);
        switch (event.kind()) {
            case TIMER_CANCELLED -> known.remove(event.detail());
            case RINGING -> {
                Set<String> running = running(status);
                // It rings on after an announcement: then none has ended meanwhile.
                ringing = known.values().stream().filter(timer -> !running.contains(timer.id())).findFirst().orElse(ringing);
                known.keySet().retainAll(running);
            }
            // What has ended before, and did not ring, never will.
            case IDLE, ATTACHED, DETACHED -> {
                ringing = null;
                known.keySet().retainAll(running(status));
            }
            default -> { }
        }
    }

    private static Set<String> running(SatelliteStatus status) {
        return status.timers().stream().map(SatelliteTimer::id).collect(Collectors.toSet());
    }

    /** {@return the timer that rings; {@code null} if none does, or nobody has told of it} */
    synchronized SatelliteTimer ringing() {
        return ringing;
    }
}
