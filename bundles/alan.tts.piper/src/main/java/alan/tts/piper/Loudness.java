package alan.tts.piper;

/** Makes what the network gave fit to be heard. */
final class Loudness {
    /** Every sentence's loudest sample: as Piper does it, but 2 dB below full scale, so that later filters do not clip. */
    static final float PEAK = 0.8f;

    /** A sound below this is silence and not made louder. */
    private static final float SILENCE = 0.01f;

    /** Between two sentences, in seconds. */
    private static final double PAUSE = 0.2;

    /** At both ends of a sentence, in seconds: shorter than any sound of speech, long enough to hide a step. */
    private static final double FADE = 0.003;

    private Loudness() {}

    /**
     * {@return a sentence at its right level, faded at both ends}
     *
     * @param sound from the network; changed
     * @param sampleRate in Hz
     * @param pause whether a pause comes before it
     */
    static float[] of(float[] sound, int sampleRate, boolean pause) {
        float peak = SILENCE;
        for (int i = 0; i < sound.length; i++) {
            sound[i] = Float.isFinite(sound[i]) ? sound[i] : 0;
            peak = Math.max(peak, Math.abs(sound[i]));
        }
        int fade = Math.min((int) (FADE * sampleRate), sound.length / 2);
        int silence = pause ? (int) (PAUSE * sampleRate) : 0;
        float[] result = new float[silence + sound.length];
        for (int i = 0; i < sound.length; i++) {
            float sample = sound[i] * PEAK / peak;
            int fromEdge = Math.min(i, sound.length - 1 - i);
            result[silence + i] = fromEdge < fade ? sample * fromEdge / fade : sample;
        }
        return result;
    }
}
