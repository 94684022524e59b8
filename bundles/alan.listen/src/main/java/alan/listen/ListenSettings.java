package alan.listen;

/**
 * The engine's configuration, in windows of {@link SileroModel#WINDOW} samples where it counts time.
 *
 * @param model id of the model in the catalogue
 * @param threshold probability from which a window is speech
 * @param release probability below which a window is silence, once somebody speaks; between the two it stays what it was
 * @param minSpeech shorter speech is taken for a noise
 * @param minSilence a shorter silence does not part two stretches of speech in a recording
 * @param endSilence a silence this long ends an utterance at a microphone
 * @param padding room left before and after speech
 * @param maxUtterance an utterance at a microphone is cut there
 */
record ListenSettings(
        String model,
        float threshold,
        float release,
        int minSpeech,
        int minSilence,
        int endSilence,
        int padding,
        int maxUtterance) {
    /** How far the release lies below the threshold, as in Silero's own {@code get_speech_timestamps}. */
    private static final float HYSTERESIS = 0.15f;

    private static final double WINDOW_MS = 1000.0 * SileroModel.WINDOW / SileroModel.SAMPLE_RATE;

    /**
     * {@return the settings that a configuration says, each put right if it is out of range}
     *
     * @param config from ConfigAdmin
     */
    static ListenSettings of(SileroVoiceActivity.Config config) {
        float threshold = config.threshold() > 0 && config.threshold() < 1 ? config.threshold() : 0.5f;
        return new ListenSettings(
                config.model().strip(),
                threshold,
                Math.max(threshold - HYSTERESIS, 0.01f),
                windows(config.min_speech_ms(), 1),
                windows(config.min_silence_ms(), 1),
                windows(config.end_silence_ms(), 1),
                windows(config.pad_ms(), 0),
                windows(1000.0 * config.max_utterance_s(), windows(1000, 1)));
    }

    private static int windows(double ms, int least) {
        return (int) Math.max(least, Math.ceil(Math.min(ms, 1e9) / WINDOW_MS));
    }
}
