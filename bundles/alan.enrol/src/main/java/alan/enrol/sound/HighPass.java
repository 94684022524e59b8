package alan.enrol.sound;

/**
 * Takes away what lies below a voice: rumble, steps, wind, an offset. Second order, Butterworth, after the formulas of Robert Bristow-Johnson's "Cookbook
 * formulae for audio EQ biquad filter coefficients".
 */
final class HighPass {
    private HighPass() {}

    /**
     * {@return the samples without what is below a frequency}
     *
     * @param samples not changed
     * @param sampleRate in Hz
     * @param frequency at which it takes 3 dB, in Hz
     */
    static float[] of(float[] samples, int sampleRate, double frequency) {
        double w = 2 * Math.PI * frequency / sampleRate;
        double alpha = Math.sin(w) / Math.sqrt(2);
        double a0 = 1 + alpha;
        double b = (1 + Math.cos(w)) / 2 / a0;
        double a1 = -2 * Math.cos(w) / a0;
        double a2 = (1 - alpha) / a0;
        float[] out = new float[samples.length];
        // The filter begins as if the first sample had lasted for ever: an offset is no step then.
        double x1 = samples.length > 0 ? samples[0] : 0;
        double x2 = x1;
        double y1 = 0;
        double y2 = 0;
        for (int i = 0; i < samples.length; i++) {
            double y = b * (samples[i] - 2 * x1 + x2) - a1 * y1 - a2 * y2;
            x2 = x1;
            x1 = samples[i];
            y2 = y1;
            y1 = y;
            out[i] = (float) y;
        }
        return out;
    }
}
