package alan.api.satellite;

/**
 * A timer that the hub runs for a satellite.
 *
 * @param id unique at its hub
 * @param name for people; {@code null} if it has none
 * @param totalSeconds for which it was set
 * @param secondsLeft when it was last told of
 * @param running {@code false} while it is paused
 */
public record SatelliteTimer(String id, String name, int totalSeconds, int secondsLeft, boolean running) {}
