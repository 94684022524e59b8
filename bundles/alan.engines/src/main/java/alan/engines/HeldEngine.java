package alan.engines;

import alan.api.engine.Engine;
import alan.api.engine.Lease;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A lease on an {@link Entry}.
 *
 * @param <E> the engine's contract
 */
final class HeldEngine<E extends Engine> implements Lease<E> {
    private final E engine;
    private final String name;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param engine loaded
     * @param name of the engine, with its backend
     * @param release gives it back; is called once
     */
    HeldEngine(E engine, String name, Runnable release) {
        this.engine = engine;
        this.name = name;
        this.release = release;
    }

    @Override
    public E engine() {
        if (closed.get()) {
            throw new IllegalStateException("this lease on " + name + " has ended");
        }
        return engine;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
