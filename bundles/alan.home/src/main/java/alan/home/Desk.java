package alan.home;

import alan.wyoming.WyomingEvent;
import alan.wyoming.WyomingException;
import java.util.concurrent.TimeUnit;

/** What a request that is being served writes to, and what is noted of it. */
final class Desk {
    private final Outbox outbox;
    private final Cancellation cancellation;
    private final long start = System.nanoTime();
    private Line.Place place;
    private double waited;
    /** Pieces of a transcript come from another thread. */
    private volatile Double first;
    private String failure;

    Desk(Outbox outbox, Cancellation cancellation) {
        this.outbox = outbox;
        this.cancellation = cancellation;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** {@return a place in a line; the caller closes it} */
    Line.Place enter(Line line) throws WyomingException {
        waited = waited();
        place = line.enter();
        return place;
    }

    /** Sends an event, without waiting. */
    void send(WyomingEvent event) throws CancelledException, WyomingException {
        cancellation.check();
        outbox.put(event);
    }

    /** Sends an event that a person sees or hears something of. */
    void give(WyomingEvent event) throws CancelledException, WyomingException {
        send(event);
        first = first == null ? seconds() : first;
    }

    /** Waits until the client has taken most of what there is. */
    void awaitRoom() throws CancelledException, InterruptedException {
        outbox.awaitRoom();
    }

    /** Notes why there is no answer, for a client that is told so as an answer. */
    void failed(String why) {
        failure = why;
    }

    String failure() {
        return failure;
    }

    /** {@return seconds since it was begun} */
    double seconds() {
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** {@return seconds to the first output; {@code null} if there was none} */
    Double first() {
        return first;
    }

    double waited() {
        return place == null ? 0 : waited + place.waited();
    }
}
