package alan.remote;

import alan.api.text.Text;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What ties a request to the one who wants it: when it ends, the connection behind it is closed at once, whichever endpoint is just being asked. */
final class Lifeline implements AutoCloseable {
    private final CountDownLatch end = new CountDownLatch(1);
    private final Consumer<Lifeline> onEnd;
    private Exchange held;
    private Text reason;

    /** @param onEnd told once, when it ends */
    Lifeline(Consumer<Lifeline> onEnd) {
        this.onEnd = onEnd;
    }

    /**
     * Ties an exchange to this; the one before it is closed.
     *
     * @throws CancellationException when nobody wants it any more; it is closed then
     */
    Exchange hold(Exchange exchange) {
        Exchange before;
        boolean late;
        synchronized (this) {
            before = held;
            held = exchange;
            late = ended();
        }
        if (before != null) {
            before.close();
        }
        if (late) {
            exchange.close();
            throw new CancellationException();
        }
        return exchange;
    }

    /** Closes the exchange that is held, if any; the lifeline goes on. */
    void drop() {
        Exchange dropped;
        synchronized (this) {
            dropped = held;
            held = null;
        }
        if (dropped != null) {
            dropped.close();
        }
    }

    /**
     * Waits.
     *
     * @throws CancellationException as soon as nobody wants it any more
     */
    void pause(Duration duration) throws InterruptedException {
        if (end.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new CancellationException();
        }
    }

    /** {@return whether it has ended} */
    boolean ended() {
        return end.getCount() == 0;
    }

    /** {@return why it was ended by somebody else than its reader; {@code null} if it was not} */
    synchronized Text reason() {
        return reason;
    }

    /** Ends it against its reader's will. @param sentence that the reader gets */
    void cut(Text sentence) {
        synchronized (this) {
            if (!ended()) {
                reason = sentence;
            }
        }
        close();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (ended()) {
                return;
            }
            end.countDown();
        }
        drop();
        onEnd.accept(this);
    }
}
