package alan.remote;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request and its answer. One thread uses it; any thread may close it, which ends the connection at once. */
final class Exchange implements AutoCloseable {
    private final Body body = new Body();
    private final CompletableFuture<HttpResponse<Body>> sent;
    private volatile HttpResponse<Body> response;

    /** Sends a request; does not wait. */
    Exchange(HttpClient client, HttpRequest request) {
        sent = client.sendAsync(request, head -> body);
    }

    /**
     * Waits for the answer's head.
     *
     * @throws IOException when there is no connection, or no answer in HTTP
     * @throws TimeoutException when the deadline passed
     * @throws CancellationException when it was closed
     */
    void await(Deadline deadline) throws IOException, TimeoutException, InterruptedException {
        try {
            response = sent.get(Math.max(0, deadline.left()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException cancelled) {
                throw cancelled;
            }
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    /** {@return the status; only after {@link #await}} */
    int status() {
        return response.statusCode();
    }

    /** {@return a header of the answer; empty if it has none} @param name of the header */
    String header(String name) {
        HttpHeaders headers = response.headers();
        return headers.firstValue(name).orElse("");
    }

    /** Waits for bytes of the answer, as {@link Body#read}. */
    byte[] read(Deadline deadline) throws IOException, TimeoutException, InterruptedException {
        return body.read(deadline);
    }

    @Override
    public void close() {
        body.close();
        // Only before the answer's head: later, the connection may already serve another request, and would be closed under it.
        if (!sent.isDone()) {
            sent.cancel(true);
        }
    }
}
