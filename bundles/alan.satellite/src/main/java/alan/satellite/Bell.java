package alan.satellite;

/** The sound of a timer: two tones, a third apart, that fade like those of a struck bell. */
final class Bell {
    /** Of the sound, in Hz. */
    static final int SAMPLE_RATE = 24_000;
    /** How often the pair of tones is struck. */
    private static final int STROKES = 4;

    private static final double SECONDS = 0.9;
    private static final double GAP = 0.18;
    private static final double[] TONES = {880, 1108.73};
    private static final double LEVEL = 0.25;
    private static final double DECAY = 6;
    private static final double ATTACK = 0.004;

    private Bell() {}

    /** {@return some seconds of ringing} */
    static float[] ring() {
        float[] sound = new float[(int) (STROKES * SECONDS * SAMPLE_RATE)];
        for (int stroke = 0; stroke < STROKES; stroke++) {
            for (int tone = 0; tone < TONES.length; tone++) {
                strike(sound, (int) ((stroke * SECONDS + tone * GAP) * SAMPLE_RATE), TONES[tone]);
            }
        }
        return sound;
    }

    private static void strike(float[] sound, int from, double frequency) {
        int length = (int) Math.min(sound.length - from, (SECONDS - GAP) * SAMPLE_RATE);
        for (int i = 0; i < length; i++) {
            double time = (double) i / SAMPLE_RATE;
            // Fades to nothing at the end, so that the next stroke begins from silence.
            double envelope = Math.min(1, time / ATTACK) * Math.exp(-DECAY * time) * (1 - (double) i / length);
            sound[from + i] += (float) (LEVEL * envelope * Math.sin(2 * Math.PI * frequency * time));
        }
    }
}
