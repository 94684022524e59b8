package alan.remote;

import alan.api.AlanException;
import alan.api.text.Text;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/** The requests of one engine that are under way, so that unloading ends them. */
final class Streams {
    private final Set<Lifeline> open = ConcurrentHashMap.newKeySet();
    private volatile boolean loaded;

    /** Work that waits for a server. */
    interface Work<T> {
        T run() throws AlanException, InterruptedException;
    }

    /** Something that is answered by a number. */
    interface Question {
        int ask(Lifeline life) throws InterruptedException;
    }

    /** {@return whether the engine is loaded} */
    boolean loaded() {
        return loaded;
    }

    void load() {
        loaded = true;
    }

    /** Ends everything that is under way. */
    void unload() {
        loaded = false;
        open.forEach(each -> each.cut(unloaded()));
    }

    private static Text unloaded() {
        return Text.of("The remote engine was unloaded while it was needed; ask again.");
    }

    /** {@return what ties a new request to its reader} @throws AlanException when the engine is not loaded */
    Lifeline begin() throws AlanException {
        if (!loaded) {
            throw new AlanException(unloaded());
        }
        Lifeline life = new Lifeline(open::remove);
        open.add(life);
        if (!loaded) {
            life.cut(unloaded());
        }
        return life;
    }

    /**
     * Asks a server something that takes one answer.
     *
     * @param question what is asked, by the lifeline of this request, which unloading cuts
     * @return what it gives
     * @throws AlanException when the engine is not loaded, was unloaded meanwhile, or the thread was interrupted
     */
    int ask(Question question) throws AlanException {
        try (Lifeline life = begin()) {
            return run(life, () -> question.ask(life));
        }
    }

    /**
     * Does a piece of a reader's work.
     *
     * @param life of the request
     * @param work that waits for a server
     * @return what it gives; {@code null} when the reader has closed
     * @throws AlanException when it fails, or the engine was unloaded; the request is over then
     */
    static <T> T run(Lifeline life, Work<T> work) throws AlanException {
        try {
            return life.ended() ? closed(life) : work.run();
        } catch (CancellationException e) {
            return closed(life);
        } catch (InterruptedException e) {
            life.close();
            Thread.currentThread().interrupt();
            throw new AlanException("Waiting for the remote endpoint was interrupted.", e);
        } catch (AlanException | RuntimeException e) {
            boolean late = life.ended();
            life.close();
            if (late) {
                // It failed because it was closed.
                return closed(life);
            }
            throw e;
        }
    }

    private static <T> T closed(Lifeline life) throws AlanException {
        if (life.reason() != null) {
            throw new AlanException(life.reason());
        }
        return null;
    }
}
