package alan.tts.csm;

import alan.api.AlanException;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.speech.Delivery;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The engine's configuration.
 *
 * @param model id of the model
 * @param backend what the backend is asked for
 * @param speaker number that stands before a text if nobody says another
 * @param temperature if nobody says another
 * @param topK if nobody says another
 * @param seed if nobody says another; none for another each time
 * @param mostSeconds that a sentence may take if nobody says otherwise
 * @param together sentences at the same time, at most
 * @param contextBytes that are kept of voices' samples and conversations
 */
record CsmSettings(String model, BackendOptions backend, int speaker, double temperature, int topK, OptionalLong seed, double mostSeconds,
        int together, long contextBytes) {
    private static final long MEGA = 1_000_000;
    private static final String ANY = "auto";
    private static final int MOST_SPEAKER = 999;
    private static final double MOST_SECONDS = 90;
    private static final double MOST_TEMPERATURE = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** {@return the settings that a configuration says} @param config from ConfigAdmin @throws AlanException when one of them cannot be */
    static CsmSettings of(CsmEngines.Config config) throws AlanException {
        Precision precision = null;
        if (!config.precision().strip().equalsIgnoreCase(ANY)) {
            precision = Precision.of(config.precision().strip()).orElseThrow(() -> new AlanException(
                    "The setting \"precision\" of %s says \"%s\"; write one of these: %s.", CsmEngines.NAME, config.precision(), precisions()));
        }
        return new CsmSettings(config.model().strip(), new BackendOptions(config.device().strip(), precision, config.threads()),
                config.speaker(), config.temperature(), config.top_k(), config.seed() < 0 ? OptionalLong.empty() : OptionalLong.of(config.seed()),
                config.max_seconds(), config.together(),
                config.voice_memory() * MEGA);
    }

    private static String precisions() {
        return ANY + ", " + Arrays.stream(Precision.values()).map(Precision::id).collect(Collectors.joining(", "));
    }

    /**
     * {@return how a text is to be said}
     *
     * @param options {@code speaker}, {@code temperature}, {@code topk}, {@code seed}, {@code max-seconds}
     * @param voice samples of the voice
     * @param conversation what was said before
     * @throws AlanException when one of them is out of range
     */
    Delivery delivery(Map<String, String> options, List<Segment> voice, List<Segment> conversation) throws AlanException {
        int said = (int) number(options, "speaker", speaker, 0, MOST_SPEAKER);
        double heat = number(options, "temperature", temperature, 0.01, MOST_TEMPERATURE);
        int likeliest = (int) number(options, "topk", topK, 1, Integer.MAX_VALUE);
        double seconds = number(options, "max-seconds", mostSeconds, 1, MOST_SECONDS);
        return new Delivery(said, new Sampling(heat, likeliest, seedOf(options.get("seed")), false), seconds, voice, conversation);
    }

    private long seedOf(String said) throws AlanException {
        try {
            return said == null ? seed.orElseGet(RANDOM::nextLong) : Long.parseLong(said.strip());
        } catch (NumberFormatException e) {
            throw new AlanException("The seed \"%s\" is no whole number.", said, e);
        }
    }

    private static double number(Map<String, String> options, String name, double otherwise, double least, double most) throws AlanException {
        String said = options.get(name);
        try {
            double number = said == null ? otherwise : Double.parseDouble(said.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The sentence is the same.
        }
        throw most == Integer.MAX_VALUE
                ? new AlanException("The option \"%s\" cannot be \"%s\" for CSM; give a number from %s up.", name, said, shown(least))
                : new AlanException("The option \"%s\" cannot be \"%s\" for CSM; give a number from %s to %s.",
                        name, said, shown(least), shown(most));
    }

    private static String shown(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
