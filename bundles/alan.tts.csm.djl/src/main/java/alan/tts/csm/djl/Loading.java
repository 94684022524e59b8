package alan.tts.csm.djl;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A load that is under way. A process that ends stops it and waits for it; otherwise PyTorch's static objects would be destroyed under its feet. */
final class Loading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);

    private final Lock lock = new ReentrantLock();
    private final Thread ending = new Thread(this::stop, "alan-djl-loading-ending");
    private volatile boolean stopped;

    /** @throws IllegalStateException when the process is ending */
    Loading() {
        Runtime.getRuntime().addShutdownHook(ending);
        lock.lock();
    }

    private void stop() {
        stopped = true;
        lock.lock();
        lock.unlock();
    }

    /** Goes on, or does not. @throws IllegalStateException when the process is ending */
    void goOn() {
        if (stopped) {
            throw new IllegalStateException("the process is ending");
        }
    }

    @Override
    public void close() {
        lock.unlock();
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending", e);
        }
    }
}
