package alan.remote;

import alan.api.engine.EngineKind;
import alan.api.text.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks for what is wrong with an endpoint's file, the most dangerous first. */
final class SettingsCheck {
    /** Keys under which people would write the key itself, in small letters and without what parts their words: {@code OPENAI_API_KEY}, too. */
    private static final Pattern SECRET = Pattern.compile(
            ".*keys?|.*(password|passwd|secret).*|(api|access|auth|bearer|hf)?token|authorization|bearer|credentials?|clave|contraseña");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** How the keys of well-known providers begin; {@code eyJ} is a JSON web token. */
    private static final Pattern KEY_BEGINS = Pattern.compile("sk-.*|((sk|pk|gsk|hf|xai|nvapi|r8|fw|csk|pplx|tgp)[-_]|AIza|eyJ).{16,}");
    /** Names of this length with so many digits are hardly a person's; keys without a beginning of their own look like that. */
    private static final Pattern RANDOM = Pattern.compile("(?=.*[a-z])(?=(.*\\d){3})[^/\\\\.]{21,}");
    private static final int LEAST_RATE = 8_000;
    private static final int MOST_RATE = 192_000;
    /** With less there is hardly room for the persona, a question and an answer. */
    private static final int LEAST_CONTEXT = 256;

    private final String file;
    private final EndpointConfig config;
    private final Map<String, Object> properties;
    private final Path folder;

    SettingsCheck(String name, EndpointConfig config, Map<String, Object> properties, Path folder) {
        this.file = "config/" + ConfiguredEndpoint.PID + "-" + name + ".cfg";
        this.config = config;
        this.properties = properties;
        this.folder = folder;
    }

    /** {@return what is wrong; {@code null} if nothing is} The arguments are what was read of the file; {@code null} for what could not be. */
    Text problem(BaseAddress address, Map<EngineKind, String> models, Map<String, String> voices, Set<String> languages) {
        for (String key : properties.keySet().stream().sorted().toList()) {
            if (SECRET.matcher(key.toLowerCase(Locale.ROOT).replaceAll("[._ -]", "")).matches() && !String.valueOf(properties.get(key)).isBlank()) {
                return Text.of("%s has a line %s=…: a key must not stand in this file. Remove it and name an environment variable with key.env,"
                        + " or a file with key.file.", file, key);
            }
        }
        Text misplaced = misplacedKey();
        if (misplaced != null) {
            return misplaced;
        }
        if (address.fault() != null) {
            return addressProblem(address.fault());
        }
        if (models.isEmpty()) {
            return Text.of("%s names no model: set chat.model, speech.model or transcription.model, or remove the file.", file);
        }
        if (!config.key_env().isBlank() && !config.key_file().isBlank()) {
            return Text.of("%s has both key.env and key.file: keep one of them.", file);
        }
        if (languages == null) {
            return Text.of("In %s, languages=%s should be codes with commas between them, such as es, en.", file, config.languages().strip());
        }
        if (voices == null) {
            return Text.of("In %s, speech.voices=%s should be languages and voices, such as es: ef_dora, en: af_heart.", file,
                    config.speech_voices().strip());
        }
        if (config.context_length() != 0 && (config.context_length() < LEAST_CONTEXT || config.context_length() > EndpointConfig.MOST_CONTEXT)) {
            return Text.of("In %s, context.length=%s must lie between %s and %s, or be 0 to ask the server.", file,
                    Integer.toString(config.context_length()), Integer.toString(LEAST_CONTEXT), Integer.toString(EndpointConfig.MOST_CONTEXT));
        }
        return formatProblem();
    }

    /** {@return what is unwise; {@code null} if nothing is} @param address without a fault */
    Text warning(BaseAddress address) {
        boolean hasKey = !config.key_env().isBlank() || !config.key_file().isBlank();
        if (hasKey && "http".equals(address.api().getScheme()) && !HomeNetwork.has(address.api().getHost())) {
            return Text.of("In %s, url begins with http://, so the key and all that is said go to %s unencrypted, and whoever is on the way can read"
                    + " them: write https://.", file, address.api().getHost());
        }
        return null;
    }

    /** Neither value is shown: it may be the key itself, which belongs where they point. */
    private Text misplacedKey() {
        String variable = config.key_env().strip();
        if (!variable.isEmpty() && (!VARIABLE.matcher(variable).matches() || looksLikeKey(variable))) {
            return Text.of("In %s, key.env must be the name of an environment variable, such as CASA_KEY: put the key itself into that variable.",
                    file);
        }
        String path = config.key_file().strip();
        if (KEY_BEGINS.matcher(path).matches() || looksLikeKey(path) && !Files.exists(folder.resolve(path))) {
            return Text.of("In %s, key.file must be the name of a file, such as casa.key: put the key itself into that file.", file);
        }
        return null;
    }

    private static boolean looksLikeKey(String value) {
        return KEY_BEGINS.matcher(value).matches() || RANDOM.matcher(value).matches();
    }

    private Text addressProblem(BaseAddress.Fault fault) {
        return switch (fault) {
            case MISSING -> Text.of("%s has no url: write the server's address, such as url = http://192.168.1.20:8080.", file);
            // Not shown: it may be a key in the wrong place.
            case INVALID -> Text.of("In %s, url is no address that begins with http:// or https://.", file);
            case SECRET -> Text.of("In %s, url holds a user or password: remove it and use key.env or key.file.", file);
            case QUERY -> Text.of("In %s, url has more than a base address: remove what follows the ? or #.", file);
        };
    }

    private Text formatProblem() {
        String format = config.speech_format().strip();
        if (!format.equalsIgnoreCase("wav") && !format.equalsIgnoreCase("pcm")) {
            return Text.of("In %s, speech.format=%s should be wav or pcm.", file, format);
        }
        if (config.speech_rate() < LEAST_RATE || config.speech_rate() > MOST_RATE) {
            return Text.of("In %s, speech.rate=%s should be a sample rate in Hz, such as 24000.", file, config.speech_rate());
        }
        return null;
    }
}
