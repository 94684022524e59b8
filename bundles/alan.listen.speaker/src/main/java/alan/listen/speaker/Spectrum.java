package alan.listen.speaker;

/** Power spectra of windows of 512 samples: the fast Fourier transform of Cooley and Tukey, radix 2, in double precision. One thread. */
final class Spectrum {
    /** Samples of a window. */
    static final int SIZE = 512;

    /** Frequencies, from 0 to half of the sample rate. */
    static final int BINS = SIZE / 2 + 1;

    private static final int BITS = Integer.numberOfTrailingZeros(SIZE);
    private static final double[] COSINES = new double[SIZE / 2];
    private static final double[] SINES = new double[SIZE / 2];

    static {
        for (int i = 0; i < SIZE / 2; i++) {
            COSINES[i] = Math.cos(2 * Math.PI * i / SIZE);
            SINES[i] = -Math.sin(2 * Math.PI * i / SIZE);
        }
    }

    private final double[] real = new double[SIZE];
    private final double[] imaginary = new double[SIZE];

    /**
     * Computes a spectrum.
     *
     * @param window {@link #SIZE} samples
     * @param power where the squares of the amplitudes go, {@link #BINS} of them
     */
    void of(double[] window, double[] power) {
        for (int i = 0; i < SIZE; i++) {
            real[Integer.reverse(i) >>> Integer.SIZE - BITS] = window[i];
            imaginary[i] = 0;
        }
        for (int half = 1; half < SIZE; half *= 2) {
            for (int start = 0; start < SIZE; start += 2 * half) {
                for (int i = 0; i < half; i++) {
                    butterfly(start + i, start + i + half, i * (SIZE / 2 / half));
                }
            }
        }
        for (int i = 0; i < BINS; i++) {
            power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
        }
    }

    private void butterfly(int one, int other, int angle) {
        double re = real[other] * COSINES[angle] - imaginary[other] * SINES[angle];
        double im = real[other] * SINES[angle] + imaginary[other] * COSINES[angle];
        real[other] = real[one] - re;
        imaginary[other] = imaginary[one] - im;
        real[one] += re;
        imaginary[one] += im;
    }
}
