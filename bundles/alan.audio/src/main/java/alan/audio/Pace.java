package alan.audio;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Real time in samples, from the moment it was made until it is stopped. */
final class Pace {
    private final int sampleRate;
    private final long start = System.nanoTime();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param sampleRate in Hz */
    Pace(int sampleRate) {
        this.sampleRate = sampleRate;
    }

    /** {@return how many samples have gone by} */
    long now() {
        return (long) ((System.nanoTime() - start) * 1e-9 * sampleRate);
    }

    /**
     * Waits until so many samples have gone by.
     *
     * @param samples since the start
     * @return whether that time has come; {@code false} when it was stopped, or the waiting thread was interrupted
     */
    boolean await(long samples) {
        long nanos = (long) (samples * 1e9 / sampleRate) - (System.nanoTime() - start);
        try {
            return !stopped.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** {@return whether {@link #stop} was called} */
    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Ends all waiting. */
    void stop() {
        stopped.countDown();
    }
}
