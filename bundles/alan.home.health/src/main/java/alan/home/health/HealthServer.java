package alan.home.health;

import alan.api.AlanException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /live}, {@code /ready}, {@code /health} and {@code /metrics} over HTTP, with the JDK's own server. A client that stops in the midst of its request keeps one of a few
 * threads for some seconds, and then no more.
 */
final class HealthServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** More than watch a node, so that some may hang, and too few to disturb it. */
    static final int THREADS = 16;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final RequestThreads threads;
    private final Health health;
    private final Metrics metrics;

    /**
     * @param bind address to listen on, as a number
     * @param port TCP port; 0 for any
     * @param health of the node
     * @param metrics of it
     * @throws AlanException when it cannot be listened there
     */
    HealthServer(String bind, int port, Health health, Metrics metrics) throws AlanException {
        this(bind, port, health, metrics, LIMIT);
    }

    /** For tests. @param limit of the time for a request */
    HealthServer(String bind, int port, Health health, Metrics metrics, Duration limit) throws AlanException {
        this.health = health;
        this.metrics = metrics;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(bind), port), 0);
        } catch (IOException e) {
            throw new AlanException("The health of this node cannot be told on %s port %s (%s): end what uses it, or write another bind or port into"
                    + " config/alan.home.health.cfg.", bind, String.valueOf(port), e.getMessage(), e);
        }
        threads = new RequestThreads(THREADS, limit);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** {@return the port} */
    int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                answer(exchange, NOT_ALLOWED, Map.of("error", "GET is all that there is here."));
                return;
            }
            answer(exchange);
        } catch (RuntimeException e) {
            LOG.error("{} was not answered", exchange.getRequestURI(), e);
            answer(exchange, FAILED, Map.of("error", "Something unexpected went wrong; Alan's log says what."));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/live" -> answer(exchange, OK, Map.of("live", true));
            case "/ready" -> {
                boolean ready = health.ready();
                answer(exchange, ready ? OK : UNAVAILABLE, Map.of("ready", ready));
            }
            case "/health" -> {
                Map<String, Object> document = health.document();
                answer(exchange, Boolean.TRUE.equals(document.get("ready")) ? OK : UNAVAILABLE, document);
            }
            case "/metrics" -> {
                Metrics.Page page = metrics.page(exchange.getRequestHeaders().getFirst("Accept"));
                send(exchange, OK, page.type(), page.body());
            }
            default -> answer(exchange, NOT_FOUND, Map.of("error", "There are /live, /ready, /health and /metrics."));
        }
    }

    private static void answer(HttpExchange exchange, int status, Object document) throws IOException {
        send(exchange, status, "application/json", (JSON.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
