package alan.api.voice;

import java.time.Instant;

/**
 * Whether a voice may speak.
 *
 * @param state whether, and why
 * @param when that was said; {@code null} for {@link State#NONE}
 * @param sentence that was read aloud, or the statement that was made; {@code null} for {@link State#NONE}
 * @param similarity of its speaker to the voice's samples, 0 to 1; {@code null} where nothing was read aloud
 */
public record Consent(State state, Instant when, String sentence, Double similarity) {
    /** Nobody has said anything. */
    public static final Consent NONE = new Consent(State.NONE, null, null, null);

    /** The states of a voice. */
    public enum State {
        /** Nobody has said that it may. */
        NONE,
        /** The person has read a sentence aloud that says that it may. */
        READ,
        /** Whoever made the voice has stated that it is their own. */
        OWN,
        /** There was a consent, which the person has taken back. */
        REVOKED,
        /** There is a receipt, but not for these samples, or it is not this installation's. */
        INVALID
    }

    /** {@return whether the voice may speak} */
    public boolean isGiven() {
        return state == State.READ || state == State.OWN;
    }
}
