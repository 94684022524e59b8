package alan.node;

import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;

/**
 * Does something once, as soon as the framework has started: every bundle up to its start level is then up, and the configuration is there, which comes late in the start. At once, if that
 * is so already.
 */
public final class WhenStarted implements FrameworkListener, AutoCloseable {
    private final BundleContext context;
    private final Runnable action;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean done;

    /**
     * @param context of this bundle
     * @param action what to do
     */
    public WhenStarted(BundleContext context, Runnable action) {
        this.context = context;
        this.action = action;
        context.addFrameworkListener(this);
        if (context.getBundle(0).getState() == Bundle.ACTIVE) {
            once();
        }
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTED) {
            once();
        }
    }

    /** {@return whether it has been done} */
    public boolean isDone() {
        return done;
    }

    @Override
    public void close() {
        context.removeFrameworkListener(this);
    }

    private void once() {
        if (!begun.getAndSet(true)) {
            try {
                action.run();
            } finally {
                done = true;
            }
        }
    }
}
