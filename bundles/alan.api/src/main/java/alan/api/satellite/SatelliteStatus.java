package alan.api.satellite;

import java.util.List;
import java.util.Set;

/**
 * How a satellite stands.
 *
 * @param state what it does
 * @param muted whether its microphone is closed on somebody's wish
 * @param volume of the speaker, from 0 to 1
 * @param hub who uses it; {@code null} if nobody does
 * @param wakeWords ids of those that it waits for
 * @param timers that run or are paused
 * @param problem why it cannot hear or play, a sentence; {@code null} if it can
 */
public record SatelliteStatus(
        SatelliteState state, boolean muted, double volume, String hub, Set<String> wakeWords, List<SatelliteTimer> timers, String problem) {
    /** Copies the collections. */
    public SatelliteStatus {
        wakeWords = Set.copyOf(wakeWords);
        timers = List.copyOf(timers);
    }
}
