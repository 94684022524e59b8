package alan.companion;

import alan.api.companion.TurnEvent;
import alan.api.companion.TurnEvent.Spoken;
import alan.api.companion.TurnEvent.Written;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes events from the stages to the reader, in the order in which they happened, and holds the stages back when they run too
 * far ahead: text waits while {@value #TEXT_AHEAD} characters are unread (a long sentence), sound waits while the reader has not
 * begun the sentence before.
 */
final class EventQueue {
    static final int TEXT_AHEAD = 300;

    private final Deque<TurnEvent> events = new ArrayDeque<>();
    private int unreadText;
    private int begun = -1;
    private boolean stopped;
    private boolean ended;

    /** Adds an event; waits while there is no room. */
    synchronized void put(TurnEvent event) throws CancelledException {
        while (!stopped && !hasRoom(event)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            }
        }
        if (stopped) {
            throw new CancelledException();
        }
        events.add(event);
        if (event instanceof Written written) {
            unreadText += written.piece().length();
        }
        notifyAll();
    }

    private boolean hasRoom(TurnEvent event) {
        if (event instanceof Written written) {
            return unreadText == 0 || unreadText + written.piece().length() <= TEXT_AHEAD;
        }
        return !(event instanceof Spoken spoken) || spoken.sentence() <= begun + 1;
    }

    /** {@return the next event, waited for; {@code null} when there are no more and all stages have ended} */
    synchronized TurnEvent take() throws InterruptedException {
        while (events.isEmpty() && !ended) {
            wait();
        }
        TurnEvent event = events.poll();
        if (event instanceof Written written) {
            unreadText -= written.piece().length();
        } else if (event instanceof Spoken spoken) {
            begun = Math.max(begun, spoken.sentence());
        }
        notifyAll();
        return event;
    }

    /** Takes no more events; those that are here may still be read. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /**
     * Takes no more events and drops those that are here.
     *
     * @return whether there was anything left to come or to read
     */
    synchronized boolean discard() {
        boolean left = !ended || !events.isEmpty();
        events.clear();
        unreadText = 0;
        stop();
        return left;
    }

    /** All stages have ended. */
    synchronized void end() {
        ended = true;
        stop();
    }
}
