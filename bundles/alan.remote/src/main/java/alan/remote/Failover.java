package alan.remote;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.text.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one endpoint after the other until one has begun to answer. */
final class Failover {
    /** A server that wants to be left alone for longer is passed over instead. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Failover.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    private final EngineKind kind;
    private final List<Endpoint> endpoints;
    private final Lifeline life;

    /**
     * @param kind of work
     * @param endpoints to ask, in order
     * @param life ends it
     */
    Failover(EngineKind kind, List<Endpoint> endpoints, Lifeline life) {
        this.kind = kind;
        this.endpoints = endpoints;
        this.life = life;
    }

    /**
     * Asks an endpoint and waits until its first token or sound is there.
     *
     * @param <T> what is then read from
     */
    interface Opening<T> {
        T open(Endpoint endpoint) throws EndpointException, InterruptedException;
    }

    /**
     * {@return what the first endpoint that works gives}
     *
     * @throws AlanException when none works; the sentence says why of each
     */
    <T> T first(Opening<T> opening) throws AlanException, InterruptedException {
        List<EndpointException> failures = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            try {
                return ask(endpoint, opening);
            } catch (EndpointException e) {
                failures.add(e);
            }
        }
        throw all(failures);
    }

    private <T> T ask(Endpoint endpoint, Opening<T> opening) throws EndpointException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            long begin = System.nanoTime();
            try {
                T opened = opening.open(endpoint);
                endpoint.health(kind).worked((System.nanoTime() - begin) / 1_000_000);
                return opened;
            } catch (EndpointException e) {
                life.drop();
                Duration wait = e.retryAfter() == null ? FIRST_WAIT.multipliedBy(1L << attempt) : e.retryAfter();
                if (!e.worthRetrying() || attempt >= endpoint.settings().retries() || wait.compareTo(LONGEST_WAIT) > 0) {
                    LOG.info("{}: {}", kind.id(), e.getMessage());
                    endpoint.health(kind).failed(e);
                    throw e;
                }
                life.pause(wait);
            }
        }
    }

    /** {@return one exception for several} @param failures at least one */
    static AlanException all(List<? extends AlanException> failures) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        Text sentences = failures.get(0).text();
        for (AlanException failure : failures.subList(1, failures.size())) {
            sentences = Text.of("%s %s", sentences, failure.text());
        }
        return new AlanException(Text.of("None of the remote endpoints could do it. %s", sentences), failures.get(0).getCause());
    }
}
