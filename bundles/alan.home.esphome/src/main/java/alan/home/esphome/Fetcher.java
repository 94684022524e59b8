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
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NORMAL).build();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "satellite-fetch");
        made.setDaemon(true);
        return made;
    });
    private volatile InputStream current;
    /** Counts what was stopped. */
    private final AtomicInteger generation = new AtomicInteger();

    /**
     * Fetches a wav file.
     *
     * @param url of it
     * @param speaker gives a playback for a rate in Hz
     * @param failure told why there was nothing to play
     */
    void fetch(String url, IntFunction<Playback> speaker, Consumer<AlanException> failure) {
        int wanted = generation.get();
        try {
            thread.execute(() -> {
                try {
                    if (wanted == generation.get()) {
                        play(url, wanted, speaker);
                    } else {
                        throw new AlanException("It was stopped.");
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

    private void play(String url, int wanted, IntFunction<Playback> speaker) throws AlanException {
        Playback playback = null;
        try {
            HttpRequest request = HttpRequest.newBuilder(address(url)).timeout(ANSWER).build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != OK) {
                    throw new AlanException("What the hub wants to be played cannot be fetched (%s).", String.valueOf(response.statusCode()));
                }
                current = in;
                if (wanted != generation.get()) {
                    throw new AlanException("It was stopped.");
                }
                WavReader wav = new WavReader(in);
                playback = speaker.apply(wav.sampleRate());
                for (float[] block = wav.read(); block != null && wanted == generation.get(); block = wav.read()) {
                    playback.write(block);
                }
            }
        } catch (IOException e) {
            if (playback == null) {
                throw new AlanException("What the hub wants to be played cannot be fetched (%s).", String.valueOf(e.getMessage()), e);
            }
            LOG.warn("Some of what the hub wants to be played is missing: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlanException("It was stopped.", e);
        } finally {
            current = null;
            if (playback != null) {
                playback.end();
            }
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

    /** Fetches no more of what it fetches, and nothing of what waits. */
    void stop() {
        generation.incrementAndGet();
        InputStream now = current;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                LOG.debug("Something was not closed", e);
            }
        }
    }

    /** Fetches nothing more. */
    @Override
    public void close() {
        stop();
        thread.shutdownNow();
    }
}
