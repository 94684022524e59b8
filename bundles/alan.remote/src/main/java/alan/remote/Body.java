package alan.remote;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The body of an answer, pulled with a deadline. No more than one portion is under way, so a reader that is slow holds the server back and memory
 * stays small.
 *
 * <p>One thread reads; any thread may close.
 */
final class Body implements BodySubscriber<Body> {
    private static final Object END = new Object();
    private static final Object CLOSED = new Object();

    private final BlockingQueue<Object> portions = new LinkedBlockingQueue<>();
    private Flow.Subscription subscription;
    private boolean closed;
    private boolean complete;

    @Override
    public CompletionStage<Body> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        boolean late;
        synchronized (this) {
            subscription = given;
            late = closed;
        }
        if (late) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> portion) {
        portions.add(portion);
    }

    @Override
    public void onError(Throwable failure) {
        finish();
        portions.add(failure);
    }

    @Override
    public void onComplete() {
        finish();
        portions.add(END);
    }

    private synchronized void finish() {
        complete = true;
    }

    /**
     * Waits for the next bytes.
     *
     * @param deadline until when
     * @return at least one byte; {@code null} at the end
     * @throws IOException when the connection broke
     * @throws TimeoutException when the deadline passed
     * @throws CancellationException when it was closed
     */
    byte[] read(Deadline deadline) throws IOException, TimeoutException, InterruptedException {
        while (true) {
            Object portion = portions.poll(Math.max(0, deadline.left()), TimeUnit.NANOSECONDS);
            if (portion == null) {
                throw new TimeoutException();
            } else if (portion == END || portion == CLOSED || portion instanceof Throwable) {
                // Left for whoever asks again.
                portions.add(portion);
                return end(portion);
            }
            byte[] bytes = bytes((List<?>) portion);
            subscription().request(1);
            if (bytes.length > 0) {
                return bytes;
            }
        }
    }

    private static byte[] end(Object portion) throws IOException {
        if (portion == CLOSED) {
            throw new CancellationException();
        } else if (portion instanceof Throwable failure) {
            throw new IOException(failure.getMessage(), failure);
        }
        return null;
    }

    private static byte[] bytes(List<?> buffers) {
        int length = 0;
        for (Object buffer : buffers) {
            length += ((ByteBuffer) buffer).remaining();
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (Object each : buffers) {
            ByteBuffer buffer = (ByteBuffer) each;
            int size = buffer.remaining();
            buffer.get(bytes, at, size);
            at += size;
        }
        return bytes;
    }

    private synchronized Flow.Subscription subscription() {
        return subscription;
    }

    /** Ends the exchange, and with it the connection unless the answer is complete; whoever reads gets a {@link CancellationException}. */
    void close() {
        Flow.Subscription open;
        synchronized (this) {
            closed = true;
            open = complete ? null : subscription;
        }
        portions.clear();
        portions.add(CLOSED);
        if (open != null) {
            open.cancel();
        }
    }
}
