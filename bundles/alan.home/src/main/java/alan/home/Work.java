package alan.home;

import alan.api.AlanException;

/** A request that is served on a thread of its own. */
interface Work {
    /** {@return the service, as the protocol has it; {@code null} for what is none} */
    String service();

    /**
     * Serves it.
     *
     * @param desk of who asks
     * @throws AlanException when it cannot be; the client is told, and its connection is closed
     * @throws CancelledException when the client has gone
     * @throws InterruptedException likewise
     */
    void run(Desk desk) throws AlanException, CancelledException, InterruptedException;

    /** Forgets what came for it. Called once, after {@link #run} or instead. */
    default void close() {}
}
