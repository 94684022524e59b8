package alan.engines;

import alan.api.engine.Engine;
import alan.api.engine.Lease;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A lease on an {@link Entry}.
 *
 * @param <E> the engine's contract
 */
final class HeldEngine<E extends Engine> implements Lease<E> {
    private final E engine;
    private final String name;
    private final Consumer<Boolean> release;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean failed;

    /**
     * @param engine loaded
     * @param name of the engine, with its backend
     * @param release gives it back, and is told whether it has served well; is called once
     */
    HeldEngine(E engine, String name, Consumer<Boolean> release) {
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

    /** It has failed this holder. */
    void failed() {
        failed = true;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.accept(!failed);
        }
    }
}
