package alan.models;

import alan.models.io.Sha256;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Hub and its storage on two ports of this machine, which speak the Hub's protocol: {@code resolve/} answers with the file's
 * commit, checksum and size and sends the client on to the storage, which knows ranges.
 */
final class FakeHub implements AutoCloseable {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    /** A file, and how it is given. */
    record Blob(byte[] bytes, String etag, boolean large) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final Map<String, Blob> files = new ConcurrentHashMap<>();
    /** Status that a path of the Hub is refused with, and its X-Error-Code. */
    final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    /** Size of a large file as the Hub announces it, where that is not the truth. */
    final Map<String, Integer> announced = new ConcurrentHashMap<>();
    /** Bytes after which the storage breaks the connection, one a request. */
    final List<Integer> cuts = new CopyOnWriteArrayList<>();
    /** How often the Hub says 503 before it works. */
    final AtomicInteger busy = new AtomicInteger();
    /** Ways that the Hub sends a client around within itself first. */
    final AtomicInteger detours = new AtomicInteger();
    /** After a cut, the storage falls silent instead of closing. */
    volatile boolean silent;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer hub = start(this::hub);
    private final HttpServer storage = start(this::storage);

    record Refusal(int status, String code, String message) {
        Refusal(int status, String code) {
            this(status, code, "");
        }
    }

    record Request(String server, String method, String path, String authorization, String range) {}

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private HttpServer start(Handler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    handler.handle(exchange);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            server.setExecutor(threads);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + hub.getAddress().getPort();
    }

    /** Gives a large file, as of LFS. {@return its SHA-256} */
    String large(String path, byte[] bytes) {
        String sha256 = sha256(bytes);
        files.put(path, new Blob(bytes, sha256, true));
        return sha256;
    }

    /** Gives a small file, which the Hub itself sends, and whose ETag is no SHA-256. */
    void small(String path, byte[] bytes) {
        files.put(path, new Blob(bytes, "aa11bb22", false));
    }

    static String sha256(byte[] bytes) {
        try {
            Path file = Files.createTempFile("sha", ".bin");
            Files.write(file, bytes);
            String sha256 = Sha256.of(file);
            Files.delete(file);
            return sha256;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String server, String method) {
        return requests.stream().filter(request -> request.server.equals(server) && request.method.equals(method)).count();
    }

    private void note(String server, HttpExchange exchange) {
        requests.add(new Request(server, exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders().getFirst("Authorization"), exchange.getRequestHeaders().getFirst("Range")));
    }

    private void hub(HttpExchange exchange) throws IOException {
        note("hub", exchange);
        if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        String path = exchange.getRequestURI().getPath();
        if (detours.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.getResponseHeaders().set("Location", path);
            exchange.sendResponseHeaders(307, -1);
            return;
        }
        String name = path.substring(1).replaceFirst("/resolve/[^/]+/", "/");
        Refusal refusal = refusals.get(name);
        Blob blob = files.get(name);
        if (refusal != null || blob == null) {
            exchange.getResponseHeaders().set("X-Error-Code", refusal == null ? "EntryNotFound" : refusal.code);
            exchange.getResponseHeaders().set("X-Error-Message", refusal == null ? "Entry not found" : refusal.message);
            exchange.sendResponseHeaders(refusal == null ? 404 : refusal.status, -1);
            return;
        }
        exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
        if (!blob.large) {
            exchange.getResponseHeaders().set("ETag", "\"" + blob.etag + "\"");
            send(exchange, blob.bytes);
            return;
        }
        exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + blob.etag + "\"");
        exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(announced.getOrDefault(name, blob.bytes.length)));
        exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + storage.getAddress().getPort() + "/" + name);
        exchange.sendResponseHeaders(302, -1);
    }

    private void storage(HttpExchange exchange) throws IOException, InterruptedException {
        note("storage", exchange);
        send(exchange, files.get(exchange.getRequestURI().getPath().substring(1)).bytes);
    }

    private void send(HttpExchange exchange, byte[] bytes) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (range != null && from >= bytes.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        int cut = cuts.isEmpty() ? bytes.length : cuts.remove(0);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, bytes.length - from);
        int length = Math.min(cut, bytes.length - from);
        exchange.getResponseBody().write(bytes, from, length);
        exchange.getResponseBody().flush();
        if (silent && length < bytes.length - from) {
            silent = false;
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        hub.stop(0);
        storage.stop(0);
    }
}
