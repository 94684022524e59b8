package alan.shell.sound;

import alan.api.AlanException;
import alan.api.audio.Pcm;

/** Where the sound of an answer goes. Its rate is known with the first block. One thread gives; any thread may close. */
public interface Sound extends AutoCloseable {
    /**
     * Takes a block.
     *
     * @param block of one rate for the whole sound
     * @throws AlanException when it cannot be taken
     */
    void take(Pcm block) throws AlanException;

    /**
     * Completes the file, or waits until everything has been played.
     *
     * @throws AlanException when that fails, or when there was no sound to keep
     * @throws InterruptedException when the wait is interrupted
     */
    void finish() throws AlanException, InterruptedException;

    /**
     * Waits until what was said so far has been played; nothing of it is kept. For a turn that failed, but said why.
     *
     * @throws AlanException when it cannot be played
     * @throws InterruptedException when the wait is interrupted
     */
    default void playOut() throws AlanException, InterruptedException {
        // What is not played, nobody waits for.
    }

    /** Stops at once. Does nothing after {@link #finish}. */
    @Override
    void close();
}
