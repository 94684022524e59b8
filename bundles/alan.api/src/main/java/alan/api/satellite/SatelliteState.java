package alan.api.satellite;

/** What a satellite is doing. */
public enum SatelliteState {
    /** No hub is there. */
    UNATTACHED,
    /** Waits for a wake word. */
    IDLE,
    /** Sends what is said to the hub. */
    LISTENING,
    /** Waits for the hub's answer. */
    THINKING,
    /** Plays an answer or an announcement. */
    SPEAKING,
    /** A timer has ended, and rings until a wake word is said. */
    RINGING
}
