package alan.models.hub;

import alan.api.text.Text;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a person has set up the Hub, read from the environment as {@code huggingface_hub} reads it (its {@code constants.py} and
 * {@code utils/_auth.py}):
 * {@code HF_ENDPOINT}, {@code HF_HOME}, {@code HF_HUB_CACHE}, {@code HF_TOKEN}, {@code HF_TOKEN_PATH}, {@code
 * HF_HUB_DISABLE_IMPLICIT_TOKEN},
 * {@code HF_HUB_OFFLINE}, {@code HF_HUB_DOWNLOAD_TIMEOUT}, and the older names {@code HUGGINGFACE_HUB_CACHE}, {@code
 * HUGGING_FACE_HUB_TOKEN} and
 * {@code TRANSFORMERS_OFFLINE}. A variable that is set to nothing counts as not set.
 */
public final class HubSettings {
    /** The Hub's own public address. */
    static final String PUBLIC_ENDPOINT = "https://huggingface.co";

    private static final String NO_ADDRESS = "HF_ENDPOINT is no web address: %s";
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([^}]+)}|([A-Za-z0-9_]+))");
    private static final Duration DEFAULT_STALL = Duration.ofSeconds(10);

    private final Map<String, String> environment;
    private final Path home;

    /**
     * @param environment variables by name
     * @param home the person's folder
     */
    public HubSettings(Map<String, String> environment, Path home) {
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    /** {@return the address of the Hub, without a slash at its end} @throws HubException when it is no address */
    public URI endpoint() throws HubException {
        String address = variable("HF_ENDPOINT").orElse(PUBLIC_ENDPOINT).replaceAll("/+$", "");
        try {
            URI endpoint = URI.create(address);
            if (endpoint.getHost() != null && Set.of("http", "https").contains(String.valueOf(endpoint.getScheme()))) {
                return endpoint;
            }
        } catch (IllegalArgumentException e) {
            throw new HubException(Text.of(NO_ADDRESS, address), false, e);
        }
        throw new HubException(Text.of(NO_ADDRESS, address));
    }

    /** {@return the folder of the Hub's cache} */
    public Path cache() {
        return variable("HF_HUB_CACHE").or(() -> variable("HUGGINGFACE_HUB_CACHE")).map(this::path)
                .orElseGet(() -> hubHome().resolve("hub"));
    }

    /**
     * {@return the person's token, if there is one and it may be sent} Read anew each time: {@code hf auth login} takes effect at
     * once.
     */
    public Optional<String> token() {
        if (isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
            return Optional.empty();
        }
        return variable("HF_TOKEN")
                .or(() -> variable("HUGGING_FACE_HUB_TOKEN"))
                .or(this::tokenFromFile)
                .map(token -> token.replace("\r", "").replace("\n", "").strip())
                .filter(token -> !token.isEmpty());
    }

    private Optional<String> tokenFromFile() {
        Path file = variable("HF_TOKEN_PATH").map(this::path).orElseGet(() -> hubHome().resolve("token"));
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return whether the person wants nothing to be asked of the network} */
    public boolean offline() {
        return variable("HF_HUB_OFFLINE").isPresent() ? isTrue("HF_HUB_OFFLINE") : isTrue("TRANSFORMERS_OFFLINE");
    }

    /** {@return how long to wait for more bytes before a connection counts as broken} */
    Duration stall() {
        try {
            return variable("HF_HUB_DOWNLOAD_TIMEOUT")
                    .map(Long::parseLong)
                    .filter(seconds -> seconds > 0)
                    .map(Duration::ofSeconds)
                    .orElse(DEFAULT_STALL);
        } catch (NumberFormatException e) {
            return DEFAULT_STALL;
        }
    }

    private Path hubHome() {
        return variable("HF_HOME").map(this::path).orElseGet(() -> variable("XDG_CACHE_HOME")
                .map(Path::of)
                .orElseGet(() -> home.resolve(".cache"))
                .resolve("huggingface"));
    }

    private boolean isTrue(String name) {
        return variable(name).map(value -> value.toUpperCase(Locale.ROOT)).filter(TRUE::contains).isPresent();
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Like Python's {@code os.path.expandvars(os.path.expanduser(…))}. */
    private Path path(String text) {
        String expanded = text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text;
        return Path.of(VARIABLE.matcher(expanded).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(environment.getOrDefault(name, found.group()));
        }));
    }
}
