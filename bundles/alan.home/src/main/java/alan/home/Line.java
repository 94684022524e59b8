package alan.home;

import alan.api.text.Text;
import alan.wyoming.ErrorCode;
import alan.wyoming.WyomingException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Those who want engines of one kind, in the order in which they came. Whoever has much to do takes turns, a sentence each, and goes to the end of the line
 * between them; so somebody with one sentence waits for one sentence of each of the others at most.
 */
final class Line {
    private final int most;
    private final Semaphore turns;
    private final AtomicInteger inside = new AtomicInteger();

    /**
     * @param together requests that are worked on at the same time
     * @param waiting requests that may wait
     */
    Line(int together, int waiting) {
        this.most = together + waiting;
        this.turns = new Semaphore(together, true);
    }

    /**
     * {@return a place in the line}
     *
     * @throws WyomingException when it is full
     */
    Place enter() throws WyomingException {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            throw new WyomingException(ErrorCode.BUSY, Text.of("Too many requests wait already; try again in a moment."));
        }
        return new Place();
    }

    /** {@return a turn for what nobody has asked for yet; {@code null} unless the engine has nothing to do} */
    Turn spare() {
        return turns.getQueueLength() == 0 && turns.tryAcquire() ? turns::release : null;
    }

    /** {@return requests that wait for a turn now} */
    int waiting() {
        return turns.getQueueLength();
    }

    /** {@return requests in the line} */
    int inside() {
        return inside.get();
    }

    /** A place in the line. For one thread. */
    final class Place implements AutoCloseable {
        private long waited;
        private boolean left;

        /** {@return the turn, waited for; the caller closes it} */
        Turn turn() throws InterruptedException {
            long start = System.nanoTime();
            try {
                turns.acquire();
            } finally {
                waited += System.nanoTime() - start;
            }
            return turns::release;
        }

        /** {@return seconds spent waiting so far} */
        double waited() {
            return waited / (double) TimeUnit.SECONDS.toNanos(1);
        }

        @Override
        public void close() {
            if (!left) {
                left = true;
                inside.decrementAndGet();
            }
        }
    }

    /** The right to use an engine. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
