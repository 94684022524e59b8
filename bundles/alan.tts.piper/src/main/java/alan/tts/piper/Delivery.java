package alan.tts.piper;

import alan.api.AlanException;
import alan.api.tts.SpeechRequest;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a text is spoken.
 *
 * @param noise how much the sound varies
 * @param length how slowly
 * @param noiseW how much the lengths of phonemes vary
 * @param speaker number of the speaker within the voice
 * @param seed of what varies; another one each time where nobody asked for one
 */
record Delivery(float noise, float length, float noiseW, int speaker, long seed) {
    private static final double SLOWEST = 0.25;
    private static final double FASTEST = 4;
    private static final String SPEED = "The speed \"%s\" cannot be spoken; give a number from %s to %s, where 1 is normal.";

    /**
     * Puts together what the voice, the configuration and the request say.
     *
     * @param request with the options {@code speed} (1 is normal, 2 twice as fast), {@code speaker} (a name or a number) and {@code seed}
     * @param voice its own values
     * @param settings of the engine
     * @return how to speak
     * @throws AlanException when an option is out of range
     */
    static Delivery of(SpeechRequest request, InstalledVoice voice, PiperSettings settings) throws AlanException {
        VoiceSettings own = voice.settings();
        double speed = settings.speed();
        String wanted = request.options().get("speed");
        if (wanted != null) {
            speed = speed(wanted);
        }
        return new Delivery(
                settings.noise() < 0 ? own.noise() : settings.noise(),
                (float) (own.length() / speed),
                settings.noiseW() < 0 ? own.noiseW() : settings.noiseW(),
                speaker(request.options().get("speaker"), voice),
                seed(request.options().get("seed")));
    }

    /** {@return the network's input {@code scales}} */
    float[] scales() {
        return new float[] {noise, length, noiseW};
    }

    private static double speed(String wanted) throws AlanException {
        try {
            double speed = Double.parseDouble(wanted);
            if (speed >= SLOWEST && speed <= FASTEST) {
                return speed;
            }
        } catch (NumberFormatException e) {
            throw new AlanException(SPEED, wanted, SLOWEST, FASTEST, e);
        }
        throw new AlanException(SPEED, wanted, SLOWEST, FASTEST);
    }

    private static long seed(String wanted) throws AlanException {
        try {
            return wanted == null ? ThreadLocalRandom.current().nextLong() : Long.parseLong(wanted.strip());
        } catch (NumberFormatException e) {
            throw new AlanException("The seed \"%s\" is no whole number.", wanted, e);
        }
    }

    private static int speaker(String wanted, InstalledVoice voice) throws AlanException {
        if (wanted == null) {
            return 0;
        }
        Map<String, Integer> names = voice.settings().speakerIds();
        if (names.containsKey(wanted)) {
            return names.get(wanted);
        }
        int speakers = voice.settings().speakers();
        if (wanted.matches("\\d{1,6}") && Integer.parseInt(wanted) < speakers) {
            return Integer.parseInt(wanted);
        }
        throw new AlanException(
                names.isEmpty()
                        ? "The voice %s has no speaker \"%s\"; give a number from 0 to %s."
                        : "The voice %s has no speaker \"%s\"; give a number from 0 to %s or one of the names in its settings.",
                voice.voice().name(), wanted, speakers - 1);
    }
}
