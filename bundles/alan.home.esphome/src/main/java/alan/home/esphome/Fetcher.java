package alan.home.esphome;

import alan.api.AlanException;
import alan.api.satellite.Satellite.Playback;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches what the hub wants to be played, one after the other, while it is being played. */
final class Fetcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** An answer may still have to be thought of when its address is told. */
    private static final Duration ANSWER = Duration.ofSeconds(120);
    /** While an answer is being written, its sound may pause: between two sentences of a slow language model. */
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int OK = 200;
    /** One for all connections: it has threads and handles of its own, and nothing closes it but the garbage collector. */
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NORMAL).build();

    private final Duration pause;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "satellite-fetch");
        made.setDaemon(true);
        return made;
    });
    /** Ends what waits for the hub; {@code null} while nothing does. */
    private volatile Runnable current;
    /** Counts what was stopped. */
    private final AtomicInteger generation = new AtomicInteger();

    Fetcher() {
        this(PAUSE);
    }

    /** @param pause that the sound may make while it comes */
    Fetcher(Duration pause) {
        this.pause = pause;
    }

    /**
     * Fetches a wav file.
     *
     * @param url of it
     * @param speaker gives a playback for a rate in Hz
     * @param failure told why there was nothing to play; {@code null} when it was stopped
     */
    void fetch(String url, IntFunction<Playback> speaker, Consumer<AlanException> failure) {
        int wanted = generation.get();
        try {
            thread.execute(() -> {
                try {
                    if (isStopped(wanted) || !play(url, wanted, speaker)) {
                        failure.accept(null);
                    }
                } catch (AlanException e) {
                    failure.accept(e);
                } catch (RuntimeException | Error e) {
                    LOG.error("What the hub wants to be played cannot be fetched", e);
                    failure.accept(new AlanException("What the hub wants to be played cannot be fetched (%s).", e.toString(), e));
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Nothing is fetched any more");
        }
    }

    private boolean isStopped(int wanted) {
        return wanted != generation.get();
    }

    /** {@return {@code false} when it was stopped before there was anything to play} */
    private boolean play(String url, int wanted, IntFunction<Playback> speaker) throws AlanException {
        HttpRequest request = HttpRequest.newBuilder(address(url)).timeout(ANSWER).build();
        // Not send: that cannot be stopped while the hub thinks, and what comes next would wait for it.
        CompletableFuture<HttpResponse<InputStream>> response = CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        current = () -> response.cancel(true);
        if (isStopped(wanted)) {
            response.cancel(true);
        }
        Playback playback = null;
        try (InputStream in = body(response.get()); StallGuard guard = new StallGuard(in, pause)) {
            current = () -> close(in);
            if (isStopped(wanted)) {
                return false;
            }
            WavReader wav = new WavReader(guard.guarded());
            playback = speaker.apply(wav.sampleRate());
            for (float[] block = wav.read(); block != null && !isStopped(wanted); block = wav.read()) {
                playback.write(block);
                playback.awaitRoom();
            }
        } catch (IOException | AlanException | ExecutionException | CancellationException e) {
            // Whatever is read of a connection that was closed here makes no sense.
            if (!isStopped(wanted)) {
                failed(e, playback != null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            current = null;
            if (playback != null) {
                playback.end();
            }
        }
        return playback != null;
    }

    private static InputStream body(HttpResponse<InputStream> response) throws AlanException {
        if (response.statusCode() != OK) {
            close(response.body());
            throw new AlanException("What the hub wants to be played cannot be fetched (%s).", String.valueOf(response.statusCode()));
        }
        return response.body();
    }

    private static void failed(Exception e, boolean plays) throws AlanException {
        Throwable why = e instanceof ExecutionException ? e.getCause() : e;
        if (plays) {
            LOG.warn("Some of what the hub wants to be played is missing: {}", why.getMessage());
        } else if (why instanceof AlanException sentence) {
            throw sentence;
        } else {
            String reason = why instanceof IOException ? String.valueOf(why.getMessage()) : why.toString();
            throw new AlanException("What the hub wants to be played cannot be fetched (%s).", reason, why);
        }
    }

    private static URI address(String url) throws AlanException {
        try {
            URI address = URI.create(url);
            if (address.getHost() != null && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("No address: {}", url);
        }
        throw new AlanException("What the hub wants to be played has no address that can be fetched from: %s", url.replaceAll("\\p{Cntrl}", "?"));
    }

    /** Fetches no more of what it fetches, also where the hub has not answered yet, and nothing of what waits. */
    void stop() {
        generation.incrementAndGet();
        Runnable now = current;
        if (now != null) {
            now.run();
        }
    }

    /** Closes a stream of which nothing more is wanted. @param in the stream */
    static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            LOG.debug("Something was not closed", e);
        }
    }

    /** Fetches nothing more. */
    @Override
    public void close() {
        stop();
        thread.shutdownNow();
    }
}
