package alan.remote;

import alan.api.engine.EngineKind;
import alan.api.text.Text;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a file {@code config/alan.remote-NAME.cfg} says. Holds no key, so it may be shown.
 *
 * @param name of the endpoint: NAME
 * @param api base address of the API, without a slash at its end: {@code http://host/v1}; {@code null} if there is a problem with it
 * @param root likewise, without the version: where servers keep what is not OpenAI's
 * @param models by kind of engine
 * @param voice for languages that {@code voices} lacks; empty if there is none
 * @param voices by language
 * @param pcmRate sample rate of headerless sound, in Hz; 0 to ask for wav
 * @param languages that its models know, ISO 639-1; empty for any
 * @param keyEnv environment variable with the key; empty for none
 * @param keyFile file with the key; {@code null} for none
 * @param rank lowest first
 * @param connect time to connect
 * @param first time to the first token or byte
 * @param idle time between tokens or bytes
 * @param retries before the first token or byte
 * @param contextLength in tokens; 0 if not said
 * @param problem what is wrong with the file, so that it is not used; {@code null} if nothing is
 * @param warning what is unwise in it; {@code null} if nothing is
 */
record EndpointSettings(
        String name,
        URI api,
        URI root,
        Map<EngineKind, String> models,
        String voice,
        Map<String, String> voices,
        int pcmRate,
        Set<String> languages,
        String keyEnv,
        Path keyFile,
        int rank,
        Duration connect,
        Duration first,
        Duration idle,
        int retries,
        int contextLength,
        Text problem,
        Text warning) {

    /**
     * Reads a configuration. Never fails: what is wrong is {@link #problem}.
     *
     * @param name of the endpoint
     * @param config its keys
     * @param properties likewise, those that no endpoint has included
     * @param folder where relative key files lie
     */
    static EndpointSettings of(String name, EndpointConfig config, Map<String, Object> properties, Path folder) {
        Map<EngineKind, String> models = models(config);
        Map<String, String> voices = voices(config.speech_voices());
        Set<String> languages = languages(config.languages());
        BaseAddress address = BaseAddress.of(config.url());
        String file = config.key_file().strip();
        SettingsCheck check = new SettingsCheck(name, config, properties, folder);
        Text problem = check.problem(address, models, voices, languages);
        return new EndpointSettings(
                name,
                address.api(),
                address.root(),
                models,
                config.speech_voice().strip(),
                voices == null ? Map.of() : voices,
                config.speech_format().strip().equalsIgnoreCase("pcm") ? config.speech_rate() : 0,
                languages == null ? Set.of() : languages,
                config.key_env().strip(),
                file.isEmpty() ? null : folder.resolve(file),
                config.rank(),
                seconds(config.connect_timeout_s(), 5),
                seconds(config.first_timeout_s(), 60),
                seconds(config.idle_timeout_s(), 30),
                Math.max(0, Math.min(EndpointConfig.MOST_RETRIES, config.retries())),
                Math.max(0, config.context_length()),
                problem,
                problem == null ? check.warning(address) : null);
    }

    private static Map<EngineKind, String> models(EndpointConfig config) {
        Map<EngineKind, String> models = new LinkedHashMap<>();
        put(models, EngineKind.LLM, config.chat_model());
        put(models, EngineKind.TTS, config.speech_model());
        put(models, EngineKind.STT, config.transcription_model());
        return Map.copyOf(models);
    }

    private static void put(Map<EngineKind, String> models, EngineKind kind, String model) {
        if (!model.isBlank()) {
            models.put(kind, model.strip());
        }
    }

    /** {@return voices by language, in the order of the file; {@code null} if that cannot be read} */
    private static Map<String, String> voices(String text) {
        Map<String, String> voices = new LinkedHashMap<>();
        for (String entry : text.split(",")) {
            if (!entry.isBlank()) {
                int colon = entry.indexOf(':');
                String language = LanguageNames.code(colon < 0 ? "" : entry.substring(0, colon));
                String voice = entry.substring(colon + 1).strip();
                if (language == null || voice.isEmpty()) {
                    return null;
                }
                voices.put(language, voice);
            }
        }
        return voices;
    }

    /** {@return codes; {@code null} if one of them is none} */
    private static Set<String> languages(String text) {
        Set<String> codes = new LinkedHashSet<>();
        for (String entry : text.split("[,\\s]+")) {
            if (!entry.isBlank()) {
                codes.add(LanguageNames.code(entry));
            }
        }
        if (codes.contains(null)) {
            return null;
        }
        return codes;
    }

    private static Duration seconds(int value, int usual) {
        return Duration.ofSeconds(value > 0 ? value : usual);
    }

    /** {@return whether it is there for a kind of engine} */
    boolean serves(EngineKind kind) {
        return models.containsKey(kind);
    }

    /** {@return the model of a kind} */
    String model(EngineKind kind) {
        return models.get(kind);
    }

    /** {@return the languages that it knows for a kind of engine, ISO 639-1; empty for any} */
    Set<String> languages(EngineKind kind) {
        // Voices for single languages and none for the others: it speaks those languages.
        boolean byVoice = kind == EngineKind.TTS && languages.isEmpty() && voice.isEmpty();
        return byVoice ? voices.keySet() : languages;
    }

    /** {@return whether it knows a language; {@code null} is any} */
    boolean knows(EngineKind kind, String language) {
        Set<String> known = languages(kind);
        return language == null || known.isEmpty() || known.contains(language);
    }
}
