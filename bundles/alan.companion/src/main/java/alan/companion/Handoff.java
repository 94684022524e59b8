package alan.companion;

/**
 * Hands things from one stage to the next, one waiting at a time.
 *
 * @param <T> what is handed over
 */
final class Handoff<T> implements AutoCloseable {
    private T waiting;
    private boolean ended;
    private boolean closed;

    /** Hands one over; waits while the one before has not been taken. */
    synchronized void put(T next) throws CancelledException {
        while (waiting != null && !closed) {
            await();
        }
        checkOpen();
        waiting = next;
        notifyAll();
    }

    /** {@return the next one, waited for; {@code null} at the end} */
    synchronized T take() throws CancelledException {
        while (waiting == null && !ended && !closed) {
            await();
        }
        checkOpen();
        T next = waiting;
        waiting = null;
        notifyAll();
        return next;
    }

    /** Says that no more will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Whoever waits, or comes later, is told that the work is cancelled. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void checkOpen() throws CancelledException {
        if (closed) {
            throw new CancelledException();
        }
    }

    /**
     * Stages run on threads of our own, which are ended by closing what they wait for. An interrupt from elsewhere ends the
     * stage, too.
     */
    private void await() throws CancelledException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
