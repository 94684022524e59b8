package alan.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets any thread stop the runs of one task: what a stream's reader is waiting for. */
public final class Canceller {
    private static final Logger LOG = LoggerFactory.getLogger(Canceller.class);

    private RunOptions running;
    private boolean cancelled;

    /**
     * {@return whether the run may begin} @param options of the run; to be handed back with {@link #ended} before they are
     * closed
     */
    synchronized boolean begins(RunOptions options) {
        running = options;
        return !cancelled;
    }

    /** The run is over. */
    synchronized void ended() {
        running = null;
    }

    /** Stops the run that is under way, and every later one. */
    public synchronized void cancel() {
        cancelled = true;
        if (running != null) {
            try {
                running.setTerminate(true);
            } catch (OrtException e) {
                LOG.debug("the run goes on to its end", e);
            }
        }
    }

    /** {@return whether it was cancelled} */
    public synchronized boolean cancelled() {
        return cancelled;
    }
}
