package alan.companion;

/** Adds up stretches of time. Safe for use by several threads. */
final class Stopwatch {
    private long total;
    private long since;
    private boolean running;
    private boolean used;

    synchronized void start() {
        if (!running) {
            running = true;
            used = true;
            since = System.nanoTime();
        }
    }

    synchronized void stop() {
        if (running) {
            running = false;
            total += System.nanoTime() - since;
        }
    }

    /** {@return the sum so far in seconds; {@code null} if it never ran} */
    synchronized Double seconds() {
        long now = running ? System.nanoTime() - since : 0;
        return used ? (total + now) / 1e9 : null;
    }
}
