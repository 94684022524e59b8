package alan.home.esphome;

import alan.api.AlanException;
import alan.api.satellite.Satellite;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the hub wants to be heard, one thing after the other, and what is to be done after each. */
final class Playing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Playing.class);

    private final Supplier<Satellite.Link> link;
    private final Fetcher fetcher = new Fetcher();
    private final Deque<Sound> sounds = new ArrayDeque<>();

    /** Something that is being played, or is to be. */
    private static final class Sound {
        private final Consumer<Boolean> after;
        private boolean stopped;

        private Sound(Consumer<Boolean> after) {
            this.after = after;
        }
    }

    /** @param link what the hub does; gives {@code null} when it has not subscribed */
    Playing(Supplier<Satellite.Link> link) {
        this.link = link;
    }

    /**
     * Plays something, after all that came before.
     *
     * @param url of it
     * @param after told when it is over: whether it was not stopped
     * @param failure told why there was nothing to play; {@code null} when it was stopped before there was
     */
    void play(String url, Consumer<Boolean> after, Consumer<AlanException> failure) {
        fetcher.fetch(url, rate -> {
            Satellite.Link now = link.get();
            if (now == null) {
                throw new IllegalStateException("the hub has gone");
            }
            synchronized (sounds) {
                sounds.add(new Sound(after));
            }
            return now.play(rate);
        }, e -> {
            if (e != null) {
                LOG.warn("{}", e.getMessage());
            }
            failure.accept(e);
        });
    }

    /** The next thing is over. */
    void played() {
        Sound next;
        boolean whole;
        synchronized (sounds) {
            next = sounds.poll();
            whole = next != null && !next.stopped;
        }
        if (next != null) {
            next.after.accept(whole);
        }
    }

    /** Fetches nothing more of all that was to be played. What the satellite has of it is stopped by who calls. */
    void stop() {
        synchronized (sounds) {
            sounds.forEach(each -> each.stopped = true);
        }
        fetcher.stop();
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
