package alan.models.hub;

import alan.api.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to the Hub, redirects followed by hand: the token goes to the Hub's own origin only (scheme, host and port), never
 * to the storage that a redirect leads to.
 */
final class HubRequest {
    private static final Logger LOG = LoggerFactory.getLogger(HubRequest.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int MOST_REDIRECTS = 10;

    private final HubSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HubRequest(HubSettings settings) {
        this.settings = settings;
    }

    /**
     * Asks for what the Hub knows of a file. Redirects within the Hub are followed; one that leaves it is the answer, for it
     * carries the headers.
     */
    HttpResponse<InputStream> head(URI address) throws HubException, IOException, InterruptedException {
        return follow("HEAD", address, 0);
    }

    /** Asks for a file's bytes from an offset on. Every redirect is followed. The caller closes the body. */
    HttpResponse<InputStream> get(URI address, long from) throws HubException, IOException, InterruptedException {
        return follow("GET", address, from);
    }

    private HttpResponse<InputStream> follow(String method, URI first, long from)
            throws HubException, IOException, InterruptedException {
        URI address = first;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            HttpResponse<InputStream> answer = send(method, address, from);
            Optional<String> location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return answer;
            }
            URI next = resolve(address, location.get());
            if (method.equals("HEAD") && !isHub(next)) {
                return answer;
            }
            answer.body().close();
            address = next;
        }
        throw new HubException(Text.of("it redirects without end"));
    }

    private static URI resolve(URI address, String location) throws HubException {
        try {
            URI next = address.resolve(location);
            if (next.getHost() != null && (next.getScheme().equals("https") || next.getScheme().equals("http"))) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            LOG.info("{} is no address", location, e);
        }
        throw new HubException(Text.of("it redirects to an address that is none"));
    }

    private HttpResponse<InputStream> send(String method, URI address, long from)
            throws HubException, IOException, InterruptedException {
        HttpRequest request = request(method, address, from);
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            throw new HubException(isUnknownHost(e)
                    ? Text.of("there is no way to %s: check the network", address.getHost())
                    : Text.of("%s cannot be reached: check the network", address.getHost()), true, e);
        } catch (HttpTimeoutException e) {
            throw new HubException(Text.of("%s does not answer", address.getHost()), true, e);
        } catch (SSLException e) {
            throw new HubException(Text.of("no secure connection to %s can be made: check this machine's clock and its certificates",
                    address.getHost()), true, e);
        }
    }

    private HttpRequest request(String method, URI address, long from) throws HubException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(ANSWER)
                .header("User-Agent", "alan/0.1")
                // Compressed, a file's size and ranges would be another's.
                .header("Accept-Encoding", "identity");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        Optional<String> token = isHub(address) ? settings.token() : Optional.empty();
        if (token.isPresent()) {
            if (!token.get().matches("[\\x21-\\x7e]+")) {
                throw new HubException(Text.of("the token cannot be sent: it has characters that no token has"));
            }
            request.header("Authorization", "Bearer " + token.get());
        }
        return request.build();
    }

    private static boolean isUnknownHost(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private boolean isHub(URI address) throws HubException {
        return sameOrigin(address, settings.endpoint()) || sameOrigin(address, URI.create(HubSettings.PUBLIC_ENDPOINT));
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && Objects.requireNonNullElse(one.getHost(), "").equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /**
     * {@return the address of a file: {@code ENDPOINT/OWNER/NAME/resolve/REVISION/FILE}, escaped as the Hub's own client does}
     */
    static URI address(URI endpoint, String repository, String revision, String file) {
        return URI.create(endpoint + "/" + repository + "/resolve/" + escape(revision, "") + "/" + escape(file, "/"));
    }

    private static String escape(String text, String alsoSafe) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean safe = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_.-~".indexOf(c) >= 0;
            if (safe || alsoSafe.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append(String.format("%%%02X", (int) c));
            }
        }
        return escaped.toString();
    }
}
