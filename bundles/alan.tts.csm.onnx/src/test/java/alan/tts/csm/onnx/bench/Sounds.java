package alan.tts.csm.onnx.bench;

/** Distances between two sounds of the same length. */
final class Sounds {
    /** Samples of a window, a power of two: 43 ms at 24 kHz. */
    private static final int WINDOW = 1024;
    private static final int HOP = WINDOW / 4;
    /** Below the loudest bin, in powers: what is quieter counts as this. */
    private static final double FLOOR = 1e-8;

    private Sounds() {}

    /** {@return signal to noise, dB} @param exact samples @param other samples */
    static double signalToNoise(float[] exact, float[] other) {
        double signal = 0;
        double noise = Double.MIN_NORMAL;
        for (int i = 0; i < exact.length; i++) {
            signal += (double) exact[i] * exact[i];
            noise += Math.pow((double) other[i] - exact[i], 2);
        }
        return 10 * Math.log10(signal / noise);
    }

    /**
     * {@return log-spectral distance, dB: the root mean square difference of two spectra in dB, the mean of it over time} What is more than 80 dB
     * below the loudest counts as that.
     *
     * @param exact samples
     * @param other samples
     */
    static double logSpectralDistance(float[] exact, float[] other) {
        double[][] right = powers(exact);
        double[][] wrong = powers(other);
        double least = FLOOR * loudest(right);
        double sum = 0;
        for (int t = 0; t < right.length; t++) {
            double squares = 0;
            for (int i = 0; i < right[t].length; i++) {
                squares += Math.pow(10 * Math.log10(Math.max(right[t][i], least) / Math.max(wrong[t][i], least)), 2);
            }
            sum += Math.sqrt(squares / right[t].length);
        }
        return sum / right.length;
    }

    private static double loudest(double[][] powers) {
        double most = 0;
        for (double[] spectrum : powers) {
            for (double power : spectrum) {
                most = Math.max(most, power);
            }
        }
        return most;
    }

    private static double[][] powers(float[] sound) {
        double[][] powers = new double[Math.max(0, (sound.length - WINDOW) / HOP + 1)][WINDOW / 2 + 1];
        for (int t = 0; t < powers.length; t++) {
            double[] real = new double[WINDOW];
            double[] imaginary = new double[WINDOW];
            for (int i = 0; i < WINDOW; i++) {
                real[i] = sound[t * HOP + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW));
            }
            transform(real, imaginary);
            for (int i = 0; i <= WINDOW / 2; i++) {
                powers[t][i] = real[i] * real[i] + imaginary[i] * imaginary[i];
            }
        }
        return powers;
    }

    /** The discrete Fourier transform in place, radix 2 (Cooley and Tukey). */
    private static void transform(double[] real, double[] imaginary) {
        int n = real.length;
        for (int i = 0; i < n; i++) {
            int j = Integer.reverse(i) >>> Integer.numberOfLeadingZeros(n) + 1;
            if (j > i) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        for (int half = 1; half < n; half *= 2) {
            for (int start = 0; start < n; start += 2 * half) {
                for (int i = start; i < start + half; i++) {
                    double cos = Math.cos(Math.PI * (i - start) / half);
                    double sin = -Math.sin(Math.PI * (i - start) / half);
                    double re = real[i + half] * cos - imaginary[i + half] * sin;
                    double im = real[i + half] * sin + imaginary[i + half] * cos;
                    real[i + half] = real[i] - re;
                    imaginary[i + half] = imaginary[i] - im;
                    real[i] += re;
                    imaginary[i] += im;
                }
            }
        }
    }

    private static void swap(double[] numbers, int i, int j) {
        double number = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = number;
    }
}
