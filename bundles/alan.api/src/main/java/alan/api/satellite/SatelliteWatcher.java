package alan.api.satellite;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Wants to know what happens at a satellite: for a light, a display, or another hub. It is told everything in order, by one thread that is for nothing else.
 */
@ConsumerType
public interface SatelliteWatcher {
    /** Something happened. @param event what @param status how the satellite stood then */
    void happened(Event event, SatelliteStatus status);

    /** Something that happened. @param kind of it @param detail id of the wake word or timer, a text, or why it failed; {@code null} if there is none */
    record Event(Kind kind, String detail) {}

    /** What can happen. */
    enum Kind {
        /** A hub has come. */
        ATTACHED,
        /** The hub has gone. */
        DETACHED,
        /** A wake word was said. */
        WOKEN,
        /** What is said goes to the hub. */
        LISTENING,
        /** Enough was said. */
        THINKING,
        /** What was said has been understood; the text is the detail. */
        UNDERSTOOD,
        /** There is an answer; its text is the detail. */
        ANSWERED,
        /** Something is being played. */
        SPEAKING,
        /** The wake word is waited for. */
        IDLE,
        /** A turn has failed. */
        FAILED,
        /** The microphone was closed. */
        MUTED,
        /** The microphone may be open again. */
        UNMUTED,
        /** The speaker is louder or less loud now. */
        VOLUME,
        /** A timer was started or changed. */
        TIMER,
        /** A timer was cancelled. */
        TIMER_CANCELLED,
        /** A timer rings. */
        RINGING
    }
}
