package alan.tts.csm.checkpoint;

/**
 * Rotary position embedding.
 *
 * @param theta base of the wavelengths
 * @param scaling of the long wavelengths as Llama 3.1 does it; {@code null} for none
 */
public record Rope(double theta, Scaling scaling) {
    /**
     * Llama 3.1's scaling: long wavelengths are stretched by the factor, short ones stay, those between are blended.
     *
     * @param factor by which the longest are stretched
     * @param lowFrequency divides the original length: longer wavelengths are stretched
     * @param highFrequency divides the original length: shorter wavelengths stay
     * @param originalPositions that the model was first trained with
     */
    public record Scaling(double factor, double lowFrequency, double highFrequency, double originalPositions) {}

    /**
     * {@return the angle by which each pair of numbers turns from one position to the next, in radians} [headSize / 2]
     *
     * @param headSize numbers of a head, even
     * @see <a href="https://github.com/huggingface/transformers/blob/main/src/transformers/modeling_rope_utils.py">transformers,
     *     _compute_llama3_parameters</a>
     */
    public double[] frequencies(int headSize) {
        double[] frequencies = new double[headSize / 2];
        for (int i = 0; i < frequencies.length; i++) {
            double plain = Math.pow(theta, -2.0 * i / headSize);
            frequencies[i] = scaling == null ? plain : scaled(plain);
        }
        return frequencies;
    }

    private double scaled(double frequency) {
        double wavelength = 2 * Math.PI / frequency;
        if (wavelength < scaling.originalPositions / scaling.highFrequency) {
            return frequency;
        }
        if (wavelength > scaling.originalPositions / scaling.lowFrequency) {
            return frequency / scaling.factor;
        }
        double blend = (scaling.originalPositions / wavelength - scaling.lowFrequency) / (scaling.highFrequency - scaling.lowFrequency);
        return (1 - blend) * frequency / scaling.factor + blend * frequency;
    }
}
