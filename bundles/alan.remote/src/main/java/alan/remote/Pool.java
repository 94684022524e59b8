package alan.remote;

import alan.api.AlanException;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The endpoints that serve one kind of engine, in the order in which they are asked. */
final class Pool implements AutoCloseable {
    private static final int MOST_PROBES = 32;

    private final EngineKind kind;
    private final List<ConfiguredEndpoint> configured = new CopyOnWriteArrayList<>();
    private final ExecutorService probes;

    /** @param kind of engine */
    Pool(EngineKind kind) {
        this.kind = kind;
        this.probes = new ThreadPoolExecutor(0, MOST_PROBES, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "remote-probe-" + kind.id());
            thread.setDaemon(true);
            return thread;
        });
    }

    void add(ConfiguredEndpoint endpoint) {
        configured.add(endpoint);
    }

    void remove(ConfiguredEndpoint endpoint) {
        configured.remove(endpoint);
    }

    /** {@return all of them, by rank and then by name} */
    List<Endpoint> all() {
        return configured.stream()
                .map(ConfiguredEndpoint::endpoint)
                .filter(each -> each.settings().serves(kind))
                .sorted(Comparator.comparingInt((Endpoint each) -> each.settings().rank()).thenComparing(each -> each.settings().name()))
                .toList();
    }

    /**
     * {@return those that know a language, in the order in which they are to be asked: those that failed lately come last} Has those that have rested
     * long enough
     * probed, and does not wait for that.
     *
     * @param language ISO 639-1; {@code null} for any
     */
    List<Endpoint> inOrder(String language) {
        List<Endpoint> up = new ArrayList<>();
        List<Endpoint> down = new ArrayList<>();
        for (Endpoint endpoint : all()) {
            if (endpoint.settings().knows(kind, language)) {
                (endpoint.health(kind).down() ? down : up).add(endpoint);
                if (endpoint.health(kind).claimProbe()) {
                    probeLater(endpoint);
                }
            }
        }
        up.addAll(down);
        return up;
    }

    /**
     * Waits until one endpoint has answered.
     *
     * @throws AlanException when none does; the sentence says why of each
     */
    void check() throws AlanException {
        List<Endpoint> all = all();
        ExecutorCompletionService<EndpointException> asked = new ExecutorCompletionService<>(probes);
        List<Future<EndpointException>> open = new ArrayList<>();
        try {
            all.forEach(each -> open.add(asked.submit(() -> probe(each))));
            List<EndpointException> failures = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                EndpointException failure = asked.take().get();
                if (failure == null) {
                    return;
                }
                failures.add(failure);
            }
            if (!failures.isEmpty()) {
                throw Failover.all(failures);
            }
            throw gone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlanException("Waiting for the remote endpoint was interrupted.", e);
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new AlanException("The remote endpoints could not be asked; Alan's log says why.", e);
        } finally {
            open.forEach(each -> each.cancel(true));
        }
    }

    /** {@return that there is no endpoint: the last one may go while its engine is in use} */
    static AlanException gone() {
        return new AlanException("There is no remote endpoint any more; write a file config/alan.remote-NAME.cfg.");
    }

    private void probeLater(Endpoint endpoint) {
        try {
            probes.execute(() -> probe(endpoint));
        } catch (RejectedExecutionException e) {
            // The engine is just going, or there are more endpoints than anybody has.
            endpoint.health(kind).forgetProbe();
        }
    }

    /** {@return why an endpoint does not answer; {@code null} if it does} Its health knows it then, too. */
    private EndpointException probe(Endpoint endpoint) {
        try (Lifeline life = new Lifeline(ended -> { })) {
            endpoint.health(kind).alive(endpoint.probe(life));
            return null;
        } catch (EndpointException e) {
            endpoint.health(kind).failed(e);
            return e;
        } catch (InterruptedException | CancellationException e) {
            endpoint.health(kind).forgetProbe();
            Thread.currentThread().interrupt();
            return endpoint.faults().notReached(new IOException("given up", e));
        } catch (RuntimeException e) {
            endpoint.health(kind).forgetProbe();
            throw e;
        }
    }

    /**
     * {@return what the engine of this kind is at present} Old news is asked for anew, and shown when somebody looks again.
     *
     * @param loaded whether it is loaded
     */
    EngineInfo info(boolean loaded) {
        Map<String, String> details = new LinkedHashMap<>();
        for (Endpoint endpoint : all()) {
            if (endpoint.health(kind).claimLook()) {
                probeLater(endpoint);
            }
            details.put(endpoint.settings().name(), line(endpoint.settings(), endpoint.health(kind).line()));
        }
        return new EngineInfo(languages(), List.of(), Text.tr("remote"), loaded, details);
    }

    private String line(EndpointSettings settings, Text health) {
        String model = settings.model(kind);
        return settings.warning() == null
                ? Text.tr("%s: %s", model, health)
                : Text.tr("%s (its key is sent unencrypted: write https:// in its file): %s", model, health);
    }

    /** {@return the languages that any of them knows, ISO 639-1; empty for any} */
    private Set<String> languages() {
        Set<String> union = new LinkedHashSet<>();
        for (Endpoint endpoint : all()) {
            Set<String> known = endpoint.settings().languages(kind);
            if (known.isEmpty()) {
                return Set.of();
            }
            union.addAll(known);
        }
        return union;
    }

    @Override
    public void close() {
        probes.shutdownNow();
    }
}
