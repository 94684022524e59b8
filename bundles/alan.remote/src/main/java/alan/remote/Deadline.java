package alan.remote;

import java.time.Duration;

/**
 * When something must have happened.
 *
 * @param limit how long it was given
 * @param end in the time of {@link System#nanoTime}
 */
record Deadline(Duration limit, long end) {
    /** {@return a deadline from now on} @param limit how long from now */
    static Deadline in(Duration limit) {
        return new Deadline(limit, System.nanoTime() + limit.toNanos());
    }

    /** {@return how long is left, in ns; not above 0 when it has passed} */
    long left() {
        return end - System.nanoTime();
    }
}
