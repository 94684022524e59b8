package alan.home;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where a fake waits until a test lets it pass, or until it is interrupted. */
final class Gate {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** {@return whether it was let through, and not interrupted} Called by the fake. */
    boolean pass() {
        reached.countDown();
        try {
            open.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void open() {
        open.countDown();
    }

    void awaitReached() throws InterruptedException {
        if (!reached.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody came to the gate");
        }
    }
}
