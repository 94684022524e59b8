package alan.remote;

import alan.api.engine.EngineKind;
import alan.remote.EndpointException.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** One server as its file describes it. A changed file makes a new one, and requests that are under way keep theirs. */
final class Endpoint {
    private static final int MOST_REDIRECTS = 3;
    private static final int LONGEST_ERROR = 1 << 16;
    private static final Duration PATIENCE_WITH_ERRORS = Duration.ofSeconds(5);
    private static final Duration PATIENCE_WITH_PROBES = Duration.ofSeconds(10);

    private final EndpointSettings settings;
    private final KeySource keys;
    private final Faults faults;
    private final Map<EngineKind, Health> health = new EnumMap<>(EngineKind.class);
    private final Dialect dialect;
    private final ModelFacts facts;
    private HttpClient client;

    /** @param settings of the server */
    Endpoint(EndpointSettings settings) {
        this(settings, Clock.systemDefaultZone());
    }

    Endpoint(EndpointSettings settings, Clock clock) {
        this.settings = settings;
        this.keys = new KeySource(settings, System::getenv);
        this.faults = new Faults(settings);
        this.dialect = Dialect.of(settings.api());
        this.facts = new ModelFacts(this);
        settings.models().keySet().forEach(kind -> health.put(kind, new Health(clock)));
    }

    EndpointSettings settings() {
        return settings;
    }

    Faults faults() {
        return faults;
    }

    Health health(EngineKind kind) {
        return health.get(kind);
    }

    Dialect dialect() {
        return dialect;
    }

    ModelFacts facts() {
        return facts;
    }

    /** {@return an address of the API} @param route with its slash: {@code /chat/completions} */
    URI api(String route) {
        return URI.create(settings.api() + route);
    }

    /** {@return an address beside the API} @param route with its slash: {@code /props} */
    URI root(String route) {
        return URI.create(settings.root() + route);
    }

    /**
     * A client of its own, since the time to connect is a client's. HTTP/1.1: offered HTTP/2 in the clear, uvicorn (vLLM, speaches) loses the
     * request's body.
     */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(settings.connect())
                    .build();
        }
        return client;
    }

    /**
     * Asks, and waits for the head of the answer.
     *
     * @param life ends it
     * @param deadline until when the head must have come
     * @param target address
     * @param type of the body
     * @param body to send; {@code null} to get
     * @return an answer with a status of success
     * @throws EndpointException when there is none
     */
    Exchange open(Lifeline life, Deadline deadline, URI target, String type, BodyPublisher body) throws EndpointException, InterruptedException {
        if (settings.problem() != null) {
            throw faults.misconfigured(settings.problem());
        }
        String key = keys.read();
        URI at = target;
        for (int hops = 0; ; hops++) {
            Exchange exchange = life.hold(new Exchange(client(), request(at, key, type, body)));
            await(exchange, deadline);
            int status = exchange.status();
            if (status >= 200 && status < 300) {
                return exchange;
            } else if (status >= 300 && status < 400 && !exchange.header("location").isEmpty()) {
                at = redirected(at, exchange.header("location"), hops);
            } else {
                throw refusal(exchange, key);
            }
        }
    }

    /** Sends JSON; otherwise as {@link #open}. */
    Exchange post(Lifeline life, Deadline deadline, URI target, byte[] json) throws EndpointException, InterruptedException {
        return open(life, deadline, target, "application/json", BodyPublishers.ofByteArray(json));
    }

    private static HttpRequest request(URI target, String key, String type, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).header("User-Agent", "Alan").header("Accept", "*/*");
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return body == null ? request.GET().build() : request.header("Content-Type", type).POST(body).build();
    }

    private void await(Exchange exchange, Deadline deadline) throws EndpointException, InterruptedException {
        try {
            exchange.await(deadline);
        } catch (TimeoutException e) {
            exchange.close();
            throw faults.late(deadline.limit());
        } catch (IOException e) {
            throw faults.notReached(e);
        }
    }

    /**
     * Where to go on. Only within the host and never from https to http: what is asked is private, and the key is this server's. Another host must be
     * written into
     * the file.
     */
    private URI redirected(URI from, String location, int hops) throws EndpointException {
        URI to;
        try {
            to = from.resolve(location.strip());
        } catch (IllegalArgumentException e) {
            throw faults.movedTo(ServerMessage.clean(keys.hide(location)));
        }
        boolean sameHost = from.getHost().equalsIgnoreCase(to.getHost());
        boolean safer = "http".equals(from.getScheme()) && "https".equalsIgnoreCase(to.getScheme());
        boolean sameDoor = from.getScheme().equalsIgnoreCase(to.getScheme()) && from.getPort() == to.getPort();
        if (hops == MOST_REDIRECTS || !sameHost || !safer && !sameDoor || to.getRawUserInfo() != null) {
            throw faults.movedTo(ServerMessage.clean(keys.hide(location)));
        }
        return to;
    }

    private EndpointException refusal(Exchange exchange, String key) throws InterruptedException {
        String body;
        try {
            ByteSource bytes = new ByteSource(exchange::read, Deadline.in(PATIENCE_WITH_ERRORS), PATIENCE_WITH_ERRORS);
            byte[] all = bytes.readAll(LONGEST_ERROR, PATIENCE_WITH_ERRORS);
            body = all == null ? "" : new String(all, StandardCharsets.UTF_8);
        } catch (IOException | TimeoutException e) {
            body = "";
        }
        exchange.close();
        ServerMessage said = said(body);
        return faults.refused(new Refusal(exchange.status(), said.message(), said.parameter(), RetryAfter.of(exchange.header("retry-after"))),
                !key.isEmpty());
    }

    /** {@return what a body of this endpoint says, without the key} @param body of an answer */
    ServerMessage said(String body) {
        return ServerMessage.of(body, keys::hide);
    }

    /** {@return likewise for a document; its message is empty if it tells of no error} @param document an answer or an event of it */
    ServerMessage said(JsonNode document) {
        return ServerMessage.of(document, keys::hide);
    }

    /**
     * Asks for the list of models, which every server has, and costs nothing. Not found is an answer, too.
     *
     * @param life ends it
     * @return how long it took, in ms
     * @throws EndpointException when it does not answer, or not to us
     */
    long probe(Lifeline life) throws EndpointException, InterruptedException {
        long begin = System.nanoTime();
        long took;
        try {
            Exchange exchange = open(life, Deadline.in(PATIENCE_WITH_PROBES), api("/models"), null, null);
            took = System.nanoTime() - begin;
            new ByteSource(exchange::read, Deadline.in(PATIENCE_WITH_PROBES), PATIENCE_WITH_PROBES).drain();
        } catch (EndpointException e) {
            if (e.refusal() == null || e.refusal().status() != 404 && e.refusal().status() != 405) {
                throw e;
            }
            took = System.nanoTime() - begin;
        } finally {
            life.drop();
        }
        return took / 1_000_000;
    }
}
