package alan.models.hub;

import alan.api.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks files up on the Hub and downloads them, the way {@code huggingface_hub} does ({@code file_download.py}): a HEAD request
 * to {@code resolve/} tells commit, size and checksum, a GET request with a range brings what is missing. What may pass (429,
 * 5xx, a cut connection) is tried again a few times.
 */
public final class HubClient {
    private static final Logger LOG = LoggerFactory.getLogger(HubClient.class);
    private static final int TRIES = 4;

    private final HubSettings settings;
    private final HubRequest request;
    private final Duration pause;

    /**
     * @param settings of the person
     * @param pause before the second try; it doubles with each
     */
    public HubClient(HubSettings settings, Duration pause) {
        this.settings = settings;
        this.request = new HubRequest(settings);
        this.pause = pause;
    }

    /** {@return the place that is out of reach when the Hub is} @throws HubException when {@code HF_ENDPOINT} is no address */
    public String place() throws HubException {
        return settings.endpoint().toString();
    }

    /** {@return how the person has set up the Hub} */
    public HubSettings settings() {
        return settings;
    }

    /**
     * Looks a file up.
     *
     * @param repository {@code owner/name}
     * @param revision branch, tag or commit
     * @param file path in the repository
     * @return what the Hub says of it
     * @throws HubException when the Hub does not give it
     * @throws InterruptedException when the thread is interrupted
     */
    public HubFile look(String repository, String revision, String file) throws HubException, InterruptedException {
        URI address = HubRequest.address(settings.endpoint(), repository, revision, file);
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<InputStream> answer = request.head(address);
                answer.body().close();
                if (mayPass(answer.statusCode()) && attempt < TRIES) {
                    pause(attempt, answer.headers());
                    continue;
                }
                if (answer.statusCode() >= 400) {
                    throw HubRefusal.of(answer, settings, repository, revision, file);
                }
                return describe(answer, repository, file);
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new HubException(Text.of("the connection breaks off"), true, e);
                }
                pause(attempt, null);
            }
        }
    }

    private static HubFile describe(HttpResponse<InputStream> answer, String repository, String file) throws HubException {
        HttpHeaders headers = answer.headers();
        String commit = headers.firstValue("X-Repo-Commit").orElseThrow(
                () -> new HubException(Text.of("what answers there is no Hub: check HF_ENDPOINT and your network's proxy"), true));
        String etag = headers.firstValue("X-Linked-Etag").or(() -> headers.firstValue("ETag")).orElse("");
        boolean redirect = answer.statusCode() / 100 == 3;
        long bytes = headers.firstValueAsLong("X-Linked-Size")
                .orElseGet(() -> redirect ? -1 : headers.firstValueAsLong("Content-Length").orElse(-1));
        return new HubFile(repository, commit, file, bytes, etag.replaceFirst("^W/", "").replace("\"", ""));
    }

    /**
     * Downloads a file, or what is missing of it.
     *
     * @param file what to download
     * @param part where it goes; if there is something already, the download goes on at its end
     * @param progress told how many bytes are there
     * @throws HubException when the Hub does not give it
     * @throws IOException when it cannot be written
     * @throws InterruptedException when the thread is interrupted; what has come stays
     */
    public void download(HubFile file, Path part, LongConsumer progress) throws HubException, IOException, InterruptedException {
        URI address = HubRequest.address(settings.endpoint(), file.repository(), file.commit(), file.file());
        long furthest = Files.exists(part) ? Files.size(part) : 0;
        int failures = 0;
        while (true) {
            long before = Files.exists(part) ? Files.size(part) : 0;
            if (before > 0 && before == file.bytes()) {
                return;
            }
            Optional<Text> failure = attempt(file, address, part, before, progress);
            if (failure.isEmpty()) {
                return;
            }
            long after = Files.exists(part) ? Files.size(part) : 0;
            // To get as far as before is no progress: a Hub that ends too early would be asked for ever.
            failures = after > furthest ? 1 : failures + 1;
            furthest = Math.max(furthest, after);
            LOG.info("{} of {}: {}", file.file(), file.repository(), failure.get().english());
            if (failures >= TRIES) {
                throw new HubException(failure.get(), true);
            }
            pause(failures, null);
        }
    }

    /** {@return nothing when the file is whole; what went wrong when it may go better the next time} */
    private Optional<Text> attempt(HubFile file, URI address, Path part, long from, LongConsumer progress)
            throws HubException, IOException, InterruptedException {
        HttpResponse<InputStream> answer;
        try {
            answer = request.get(address, from);
        } catch (IOException e) {
            LOG.info("{} of {}", file.file(), file.repository(), e);
            return Optional.of(Text.of("the connection breaks off"));
        }
        try (InputStream body = answer.body()) {
            int status = answer.statusCode();
            if (mayPass(status)) {
                return Optional.of(Text.of("it answers with status %s", status));
            }
            if (status == 416 && from > 0) {
                // What is there cannot be the beginning of this file.
                Files.delete(part);
                return Optional.of(Text.of("it sends fewer than the %s bytes that it announced", file.bytes()));
            }
            if (status != 200 && status != 206) {
                throw HubRefusal.of(answer, settings, file.repository(), file.commit(), file.file());
            }
            boolean goesOn = status == 206
                    && answer.headers().firstValue("Content-Range").orElse("").startsWith("bytes " + from + "-");
            return new BodyWriter(part, settings.stall(), progress).write(body, goesOn ? from : 0, file.bytes());
        }
    }

    private static boolean mayPass(int status) {
        return status == 429 || status == 408 || status >= 500;
    }

    private void pause(int attempt, HttpHeaders headers) throws InterruptedException {
        long wait = pause.toMillis() << (attempt - 1);
        if (headers != null) {
            // The server may ask for more patience; a person waits, so not for all that it asks.
            long asked = headers.firstValue("Retry-After").filter(text -> text.matches("\\d{1,4}")).map(Long::parseLong)
                    .orElse(0L);
            wait = Math.max(wait, Math.min(asked * 1000, 8 * pause.toMillis()));
        }
        Thread.sleep(wait);
    }
}
