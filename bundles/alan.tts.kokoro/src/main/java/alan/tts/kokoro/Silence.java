package alan.tts.kokoro;

import java.util.Arrays;

/**
 * The silence around a passage: the network's own, 0.2 to 0.5 s at either end and another for each voice, is taken away, and a pause put in its
 * place.
 */
final class Silence {
    private static final double AFTER_SENTENCE = 0.3;
    private static final double AFTER_CLAUSE = 0.15;

    /** What is so much quieter than the loudest part is silence: −50 dB. The network's own silence is below −65 dB. */
    private static final double THRESHOLD = 0.003;

    /** Length of the parts whose loudness is compared, in seconds. */
    private static final double FRAME = 0.01;

    /** Kept of the silence at both ends, in frames: what fades is quieter than the threshold in the end. */
    private static final int MARGIN = 3;

    /** At both ends of a passage, in seconds: shorter than any sound of speech, long enough to hide a step. */
    private static final double FADE = 0.005;

    private Silence() {}

    /**
     * {@return a passage without the silence around it, faded at both ends}
     *
     * @param sound from the network; what is no number in it becomes 0
     * @param sampleRate in Hz
     */
    static float[] trim(float[] sound, int sampleRate) {
        int frame = (int) (FRAME * sampleRate);
        double[] loudness = loudness(sound, frame);
        double loudest = Arrays.stream(loudness).max().orElse(0);
        int first = 0;
        while (first < loudness.length && loudness[first] <= THRESHOLD * loudest) {
            first++;
        }
        int last = loudness.length;
        while (last > first && loudness[last - 1] <= THRESHOLD * loudest) {
            last--;
        }
        if (first == last) {
            return new float[0];
        }
        int from = Math.max(0, first - MARGIN) * frame;
        int to = Math.min(sound.length, (last + MARGIN) * frame);
        return faded(Arrays.copyOfRange(sound, from, to), (int) (FADE * sampleRate));
    }

    /**
     * {@return how many samples of silence come after a passage}
     *
     * @param passage spoken before
     * @param speed 2 for twice as fast
     * @param sampleRate in Hz
     */
    static int pauseAfter(Passage passage, double speed, int sampleRate) {
        return (int) ((passage.endsSentence() ? AFTER_SENTENCE : AFTER_CLAUSE) / speed * sampleRate);
    }

    private static double[] loudness(float[] sound, int frame) {
        double[] loudness = new double[(sound.length + frame - 1) / frame];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = Float.isFinite(sound[i]) ? sound[i] : 0;
            loudness[i / frame] += sound[i] * sound[i];
        }
        for (int i = 0; i < loudness.length; i++) {
            loudness[i] = Math.sqrt(loudness[i] / frame);
        }
        return loudness;
    }

    private static float[] faded(float[] sound, int fade) {
        for (int i = 0; i < Math.min(fade, sound.length / 2); i++) {
            sound[i] *= (float) i / fade;
            sound[sound.length - 1 - i] *= (float) i / fade;
        }
        return sound;
    }
}
