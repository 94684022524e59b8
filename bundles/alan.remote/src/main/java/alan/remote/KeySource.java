package alan.remote;

import alan.api.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.UnaryOperator;

/** Where an endpoint's key comes from. It is read for each request, so a changed key holds at once; the last one is kept only to hide it. */
final class KeySource {
    /** No key of any provider is longer; a larger file is another one. */
    private static final int LONGEST = 8_192;

    private final EndpointSettings settings;
    private final UnaryOperator<String> environment;
    private volatile String last = "";

    /**
     * @param settings of the endpoint
     * @param environment variables by name, {@code null} for one that is not set
     */
    KeySource(EndpointSettings settings, UnaryOperator<String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * {@return the key; empty if the endpoint has none}
     *
     * @throws EndpointException when it is not where the settings say
     */
    String read() throws EndpointException {
        String key = "";
        if (!settings.keyEnv().isEmpty()) {
            key = environment.apply(settings.keyEnv());
            if (key == null || key.isBlank()) {
                throw problem(Text.of("The environment variable %s, which should hold the key of the endpoint %s, is not set.", settings.keyEnv(),
                        settings.name()));
            }
        } else if (settings.keyFile() != null) {
            key = file();
        }
        key = key.strip();
        if (!key.chars().allMatch(each -> each > ' ' && each < 127)) {
            throw problem(Text.of("What should be the key of the endpoint %s is none: it has spaces or several lines.", settings.name()));
        }
        last = key;
        return key;
    }

    /** {@return a server's words without the key, which some repeat} @param text as it came, not yet shortened: half a key would not be found */
    String hide(String text) {
        String key = last;
        return key.isEmpty() ? text : text.replace(key, "***");
    }

    private String file() throws EndpointException {
        try (InputStream in = Files.newInputStream(settings.keyFile())) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            String key = new String(bytes, StandardCharsets.UTF_8);
            if (key.isBlank() || bytes.length > LONGEST) {
                throw problem(Text.of("The file %s holds no key for the endpoint %s: write the key into it, and nothing else.", settings.keyFile(),
                        settings.name()));
            }
            return key;
        } catch (IOException e) {
            throw problem(Text.of("The file %s, which should hold the key of the endpoint %s, cannot be read.", settings.keyFile(), settings.name()));
        }
    }

    private EndpointException problem(Text sentence) {
        return new Faults(settings).misconfigured(sentence);
    }
}
