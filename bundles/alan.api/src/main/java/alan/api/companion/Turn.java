package alan.api.companion;

import alan.api.AlanException;

/**
 * A turn under way. The engines run ahead of the reader by about a sentence, so reading slowly holds them back and reading at the pace of a speaker does not.
 * One thread pulls; any thread may close, which cancels all stages.
 */
public interface Turn extends AutoCloseable {
    /**
     * Waits for what happens next.
     *
     * @return the event; {@code null} at the end and after {@link #close}
     * @throws alan.api.stt.NothingHeardException when there is no speech in the question
     * @throws AlanException when a stage fails; the record then says so, too
     */
    TurnEvent next() throws AlanException;

    /** {@return what is known of the turn so far; complete once {@link #next} has returned {@code null} or failed} */
    TurnRecord record();

    /** Cancels what is left and gives the engines back. Does nothing the second time. */
    @Override
    void close();
}
