package alan.tts.kokoro;

/**
 * Makes all voices as loud as each other, which they are not by themselves: some are three times as loud. One gain holds for all passages of a
 * text.
 */
final class Loudness {
    /** Root mean square of a passage: as loud as Piper's voices are. */
    static final double LEVEL = 0.1;

    /** The loudest sample, so that later filters do not clip. */
    static final double PEAK = 0.9;

    /** What is quieter is no speech, and not made louder. */
    private static final double SILENCE = 0.005;

    private double gain;

    /**
     * {@return a passage at its right level}
     *
     * @param sound that begins and ends with speech
     * @param pause silence before it, in samples
     */
    float[] of(float[] sound, int pause) {
        double peak = 0;
        double square = 0;
        for (float sample : sound) {
            peak = Math.max(peak, Math.abs(sample));
            square += (double) sample * sample;
        }
        if (gain == 0) {
            gain = LEVEL / Math.max(SILENCE, Math.sqrt(square / Math.max(1, sound.length)));
        }
        double factor = peak * gain > PEAK ? PEAK / peak : gain;
        float[] result = new float[pause + sound.length];
        for (int i = 0; i < sound.length; i++) {
            result[pause + i] = (float) (sound[i] * factor);
        }
        return result;
    }
}
