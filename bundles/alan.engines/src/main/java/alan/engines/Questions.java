package alan.engines;

import java.util.function.Supplier;

/**
 * What an engine is asked by those who have no lease on it: what it knows, what it needs. Short, but code of the engine's bundle all the same, whose
 * classes cannot be loaded any more once the bundle has gone.
 */
final class Questions {
    private final Holders askers = new Holders();
    private boolean over;

    /**
     * Asks.
     *
     * @param question to the engine
     * @param otherwise the answer once no more questions are taken
     * @return the answer
     */
    <T> T ask(Supplier<T> question, T otherwise) {
        String asker = Thread.currentThread().getName();
        synchronized (this) {
            if (over) {
                return otherwise;
            }
            askers.add(asker);
        }
        try {
            return question.get();
        } finally {
            askers.remove(asker);
        }
    }

    /**
     * Takes no more of them, and waits until the last has its answer, or the time is over.
     *
     * @param millis how long to wait at most
     * @param what they are waited for, for the log: {@code piper leaves}
     */
    void end(long millis, String what) {
        synchronized (this) {
            over = true;
        }
        askers.awaitNone(millis, what);
    }
}
