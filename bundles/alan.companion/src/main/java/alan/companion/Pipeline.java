package alan.companion;

import alan.api.AlanException;
import alan.api.companion.TurnEvent;
import alan.api.engine.EngineKind;
import alan.api.engine.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stages on threads of their own that share one fate: the first that fails, or a reader who closes, ends all of them. When the
 * last stage has ended, the engines are given back, and only then does the reader see the end.
 *
 * <p>One thread reads; any thread may cancel.
 */
final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private final String kind;
    private final String id;
    private final Leases leases;
    private final ThreadFactory threads;
    private final Consumer<Pipeline> onEnd;
    private final EventQueue events = new EventQueue();
    private final Scope scope = new Scope();
    private final List<Thread> started = new ArrayList<>();
    private volatile String person;
    private volatile boolean silenced;
    private int running;
    private AlanException failure;
    private AlanException lateFailure;
    private AlanException refusal;
    private boolean failureRead;
    private boolean cancelled;

    /**
     * @param kind {@code turn}, {@code say}, …: with the id, it names the threads ({@code turn-12-llm}) and the holder of the
     *     leases ({@code turn 12})
     * @param id a number
     * @param onEnd told when the last stage has ended
     */
    Pipeline(String kind, String id, Engines engines, ThreadFactory threads, Consumer<Pipeline> onEnd) {
        this.kind = kind;
        this.id = id;
        this.leases = new Leases(engines, name());
        this.threads = threads;
        this.onEnd = onEnd;
    }

    /** What a thread does. */
    interface Stage {
        void run() throws AlanException, CancelledException;
    }

    String id() {
        return id;
    }

    /** {@return what it is called: {@code turn 12}} */
    String name() {
        return kind + " " + id;
    }

    /** From now on it speaks in the voice of a person. */
    void speaksAs(String name) {
        person = name;
    }

    /** {@return the person in whose voice it speaks; {@code null} if it does not} */
    String person() {
        return person;
    }

    /** Ends all stages because the person's voice may no longer be used, which the reader is told. */
    void silence(AlanException reason) {
        silenced = true;
        fail(reason);
    }

    /** {@return whether the person's voice may no longer be used} */
    boolean isSilenced() {
        return silenced;
    }

    Leases leases() {
        return leases;
    }

    Scope scope() {
        return scope;
    }

    /** Puts an event before the reader; waits while the reader is too far behind. */
    void put(TurnEvent event) throws CancelledException {
        events.put(event);
    }

    /** Starts a stage: the first, or, from within a running stage, another. */
    synchronized void start(String name, Stage stage) {
        Thread thread = threads.newThread(() -> run(name, stage));
        thread.setName(kind + "-" + id + "-" + name);
        running++;
        started.add(thread);
        try {
            thread.start();
        } catch (Error e) {
            started.remove(thread);
            running--;
            throw e;
        }
    }

    private void run(String name, Stage stage) {
        try {
            stage.run();
        } catch (CancelledException e) {
            LOG.debug("{} {}: {} cancelled", kind, id, name);
        } catch (AlanException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new AlanException("Something unexpected went wrong (%s); try again, and look into Alan's log if it happens again.",
                    nameForPeople(name), e));
        } finally {
            ended();
        }
    }

    private static Object nameForPeople(String stage) {
        return EngineKind.of(stage).map(kind -> (Object) kind.title()).orElse(stage);
    }

    /**
     * Notes what the reader will be told when all stages have ended, unless something worse comes; none is stopped for it. The first one counts.
     *
     * @param e what could not be done
     */
    void failAtEnd(AlanException e) {
        log(e);
        synchronized (this) {
            if (lateFailure == null) {
                lateFailure = e;
            }
        }
    }

    /**
     * Notes that the work itself cannot be done, as the reader will be told when all stages have ended; none is stopped for it. Whatever else
     * fails, before or after it, would not have helped.
     *
     * @param e why it cannot be done
     */
    synchronized void refuse(AlanException e) {
        refusal = e;
    }

    private void fail(AlanException e) {
        synchronized (this) {
            if (cancelled || failure != null) {
                LOG.debug("{} {}: another stage failed in consequence", kind, id, e);
                return;
            }
            failure = refusal == null ? e : refusal;
        }
        log(e);
        events.stop();
        scope.cancel();
    }

    private void log(AlanException e) {
        // Without a cause, the sentence says all.
        LOG.warn("{} {}: {}", kind, id, e.getMessage(), e.getCause() == null ? null : e);
    }

    private void ended() {
        synchronized (this) {
            running--;
            if (running > 0) {
                return;
            }
            if (!cancelled) {
                failure = Stream.of(refusal, failure, lateFailure).filter(Objects::nonNull).findFirst().orElse(null);
            }
        }
        try {
            leases.close();
        } finally {
            onEnd.accept(this);
            events.end();
        }
    }

    /**
     * Waits for the next event. When {@code null} or an exception has come, no thread lives and no engine is held.
     *
     * @return the event; {@code null} at the end, after a failure that was thrown, and after {@link #cancel}
     * @throws AlanException the refusal if there is one, else the first failure, once, after the events that came before it
     */
    TurnEvent next() throws AlanException {
        try {
            TurnEvent event = events.take();
            if (event != null) {
                return event;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
        }
        join();
        synchronized (this) {
            if (failure != null && !failureRead && !cancelled) {
                failureRead = true;
                throw failure;
            }
        }
        return null;
    }

    /** Ends all stages, without waiting for them; what is unread is dropped. Does nothing when everything has been read. */
    void cancel() {
        synchronized (this) {
            boolean left = events.discard();
            if (failure == null) {
                cancelled |= left;
            } else {
                failureRead = true;
            }
        }
        scope.cancel();
    }

    /** Waits until no stage runs; a stage that calls this does not wait for itself. */
    void join() {
        boolean interrupted = false;
        for (Thread thread = anyAlive(); thread != null; thread = anyAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Thread anyAlive() {
        return started.stream().filter(each -> each.isAlive() && each != Thread.currentThread()).findFirst().orElse(null);
    }

    /** Gives back what was taken before any stage was started. */
    void abandon() {
        leases.close();
        onEnd.accept(this);
        events.end();
    }

    /** {@return the sentence of what ended it, for the person; {@code null} if nothing did} */
    synchronized String error() {
        return failure == null ? null : failure.getLocalizedMessage();
    }

    /** {@return whether it was cancelled before everything had been read} */
    synchronized boolean cancelled() {
        return cancelled;
    }
}
