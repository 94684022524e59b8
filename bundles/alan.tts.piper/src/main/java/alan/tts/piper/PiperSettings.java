package alan.tts.piper;

/**
 * The engine's configuration.
 *
 * @param model id of the default voice's model
 * @param speed 1 is the voice's own pace, 2 twice as fast
 * @param noise how much the sound varies; negative for the voice's own value
 * @param noiseW how much the lengths of phonemes vary; negative for the voice's own value
 * @param maxVoices how many voices stay in memory unused
 * @param threads that compute one sentence
 */
record PiperSettings(String model, double speed, float noise, float noiseW, int maxVoices, int threads) {
    private static final int MOST_THREADS = 4;

    /**
     * {@return the settings that a configuration says, each put right if it is out of range}
     *
     * @param config from ConfigAdmin
     */
    static PiperSettings of(PiperTextToSpeech.Config config) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new PiperSettings(
                config.model().strip(),
                config.speed() > 0 ? Math.max(0.25, Math.min(4, config.speed())) : 1,
                config.noise(),
                config.noise_w(),
                Math.max(1, config.max_voices()),
                config.threads() > 0 ? config.threads() : Math.min(cores, MOST_THREADS));
    }
}
