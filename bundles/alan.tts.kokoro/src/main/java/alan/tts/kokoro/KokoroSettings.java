package alan.tts.kokoro;

import alan.api.AlanException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The engine's configuration.
 *
 * @param model id of the model
 * @param voices the default voice of a language, by ISO 639-1 code
 * @param speed 1 is the voice's own pace, 2 twice as fast
 * @param threads that compute one passage
 */
record KokoroSettings(String model, Map<String, String> voices, double speed, int threads) {
    /** Beyond this Kokoro swallows sounds. */
    static final double FASTEST = 2;

    /** The slowest pace. */
    static final double SLOWEST = 0.5;

    /**
     * The best voice of each language by its makers' own grades ({@code VOICES.md} of hexgrad/Kokoro-82M). They gave none for Spanish: there it is
     * a man's voice, as Alan's English one is.
     */
    static final Map<String, String> VOICES = Map.of(
            "en", "af_heart", "es", "em_alex", "fr", "ff_siwis", "hi", "hf_alpha", "it", "if_sara", "pt", "pf_dora");

    private static final int MOST_THREADS = 4;

    /**
     * {@return the settings that a configuration says; numbers that are out of range are put right}
     *
     * @param config from ConfigAdmin
     * @throws AlanException when the voices are not written as they should be
     */
    static KokoroSettings of(KokoroTextToSpeech.Config config) throws AlanException {
        int cores = Runtime.getRuntime().availableProcessors();
        return new KokoroSettings(
                config.model().strip(),
                voices(config.voices()),
                config.speed() > 0 ? Math.max(SLOWEST, Math.min(FASTEST, config.speed())) : 1,
                config.threads() > 0 ? config.threads() : Math.min(cores, MOST_THREADS));
    }

    private static Map<String, String> voices(String... pairs) throws AlanException {
        Map<String, String> voices = new TreeMap<>(VOICES);
        for (String pair : String.join(",", pairs).split(",")) {
            String[] parts = pair.strip().split("\\s*[=:]\\s*", 2);
            if (parts.length == 2 && Dialect.languages().contains(parts[0].toLowerCase(Locale.ROOT)) && !parts[1].isEmpty()) {
                voices.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
            } else if (!pair.isBlank()) {
                throw new AlanException(
                        "The setting \"voices\" of %s says \"%s\"; write a language and a voice, such as es=ef_dora, and a comma between two.",
                        KokoroTextToSpeech.NAME, pair.strip());
            }
        }
        return Map.copyOf(voices);
    }

    /**
     * {@return the pace that a request asks for}
     *
     * @param wanted option {@code speed}; {@code null} for the configured one
     * @throws AlanException when it is no number, or out of range
     */
    double speed(String wanted) throws AlanException {
        if (wanted == null) {
            return speed;
        }
        double asked;
        try {
            asked = Double.parseDouble(wanted);
        } catch (NumberFormatException e) {
            asked = Double.NaN;
        }
        if (asked >= SLOWEST && asked <= FASTEST) {
            return asked;
        }
        throw new AlanException(
                "Kokoro cannot speak at the speed \"%s\"; give a number from %s to %s, where 1 is normal.", wanted, SLOWEST, FASTEST);
    }
}
