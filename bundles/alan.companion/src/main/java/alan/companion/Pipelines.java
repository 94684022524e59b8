package alan.companion;

import alan.api.AlanException;
import alan.api.engine.Engines;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that is under way, so that it can be ended with the component. Makes the threads for it. */
final class Pipelines {
    private final Engines engines;
    private final Set<Pipeline> running = new HashSet<>();
    private final AtomicLong turns = new AtomicLong();
    private final AtomicLong others = new AtomicLong();
    private boolean closed;

    Pipelines(Engines engines) {
        this.engines = engines;
    }

    /**
     * Makes a pipeline without a stage yet.
     *
     * @param kind {@code turn}, whose ids count on their own, or anything else
     */
    synchronized Pipeline open(String kind) throws AlanException {
        if (closed) {
            throw new AlanException("Alan's companion is just being stopped or replaced; try again in a moment.");
        }
        long id = (kind.equals("turn") ? turns : others).incrementAndGet();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        };
        Pipeline pipeline = new Pipeline(kind, Long.toString(id), engines, threads, this::remove);
        running.add(pipeline);
        return pipeline;
    }

    private synchronized void remove(Pipeline pipeline) {
        running.remove(pipeline);
    }

    /** Ends whatever speaks in the voice of a person, and waits until it has ended. @param reason told to whoever listens */
    void silence(String person, AlanException reason) {
        List<Pipeline> speaking;
        synchronized (this) {
            speaking = running.stream().filter(each -> person.equals(each.person())).toList();
        }
        speaking.forEach(each -> each.silence(reason));
        speaking.forEach(Pipeline::join);
    }

    /** Cancels everything and waits until it has ended; nothing new begins. */
    void close() {
        List<Pipeline> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(running);
        }
        all.forEach(Pipeline::cancel);
        all.forEach(Pipeline::join);
    }
}
