package alan.companion;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Where a fake engine waits until a test lets it pass, or until what it works for is closed. */
final class Gate {
    private final CountDownLatch reached = new CountDownLatch(1);
    private boolean open;

    /** Called by the fake. */
    void pass(BooleanSupplier closed) {
        reached.countDown();
        synchronized (this) {
            while (!open && !closed.getAsBoolean()) {
                try {
                    wait(5);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Called by the test. */
    synchronized void open() {
        open = true;
        notifyAll();
    }

    /** Waits until the fake stands here. */
    void awaitReached() {
        try {
            if (!reached.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came to the gate");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
