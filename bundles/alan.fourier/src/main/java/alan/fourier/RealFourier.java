package alan.fourier;

/**
 * The discrete Fourier transform of real sound, of a length that is a power of two: split radix 2 on half as many complex numbers (Press et al., Numerical
 * Recipes, 12.3). For one thread.
 */
public final class RealFourier {
    private final int half;
    private final double[] cos;
    private final double[] sin;
    private final int[] reversed;

    /** @param size number of samples, a power of two, 4 or more */
    public RealFourier(int size) {
        if (size < 4 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException(size + " is no power of two");
        }
        half = size / 2;
        cos = new double[half];
        sin = new double[half];
        for (int i = 0; i < half; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / size);
            sin[i] = -Math.sin(2 * Math.PI * i / size);
        }
        reversed = new int[half];
        int bits = Integer.numberOfTrailingZeros(half);
        for (int i = 0; i < half; i++) {
            reversed[i] = Integer.reverse(i) >>> 32 - bits;
        }
    }

    /** {@return the number of samples} */
    public int size() {
        return 2 * half;
    }

    /**
     * Transforms in place.
     *
     * @param x in: the samples, [size]; out: re and im of bin k at 2k and 2k + 1, k from 0 to size/2 - 1, but for the (real) bin size/2 in place of im of bin 0
     */
    public void forward(double[] x) {
        complex(x, false);
        double first = x[0];
        x[0] = first + x[1];
        x[1] = first - x[1];
        for (int k = 1; k <= half / 2; k++) {
            untangle(x, k, -0.5, sin[k]);
        }
    }

    /**
     * {@return the power of a bin: its amplitude squared}
     *
     * @param x as {@link #forward} gives it
     * @param bin from 0 to size/2
     */
    public static double power(double[] x, int bin) {
        if (bin == 0 || bin == x.length / 2) {
            double only = bin == 0 ? x[0] : x[1];
            return only * only;
        }
        return x[2 * bin] * x[2 * bin] + x[2 * bin + 1] * x[2 * bin + 1];
    }

    /**
     * Transforms back, {@link #forward} undone.
     *
     * @param x as {@link #forward} gives it
     */
    public void inverse(double[] x) {
        double first = x[0];
        x[0] = 0.5 * (first + x[1]);
        x[1] = 0.5 * (first - x[1]);
        for (int k = 1; k <= half / 2; k++) {
            untangle(x, k, 0.5, -sin[k]);
        }
        complex(x, true);
        double scale = 1.0 / half;
        for (int i = 0; i < x.length; i++) {
            x[i] *= scale;
        }
    }

    /** The bins k and half - k, of the transform of even and odd samples as one complex sequence, become those of the real one, or back. */
    private void untangle(double[] x, int k, double sign, double wi) {
        int a = 2 * k;
        int b = 2 * (half - k);
        double wr = cos[k];
        double evenRe = 0.5 * (x[a] + x[b]);
        double evenIm = 0.5 * (x[a + 1] - x[b + 1]);
        double oddRe = -sign * (x[a + 1] + x[b + 1]);
        double oddIm = sign * (x[a] - x[b]);
        double turnedRe = wr * oddRe - wi * oddIm;
        double turnedIm = wr * oddIm + wi * oddRe;
        x[a] = evenRe + turnedRe;
        x[a + 1] = evenIm + turnedIm;
        x[b] = evenRe - turnedRe;
        x[b + 1] = turnedIm - evenIm;
    }

    private void complex(double[] x, boolean back) {
        for (int i = 0; i < half; i++) {
            int j = reversed[i];
            if (j > i) {
                swap(x, 2 * i, 2 * j);
                swap(x, 2 * i + 1, 2 * j + 1);
            }
        }
        for (int width = 1; width < half; width *= 2) {
            int step = half / width;
            for (int k = 0; k < width; k++) {
                double wr = cos[k * step];
                double wi = back ? -sin[k * step] : sin[k * step];
                for (int i = k; i < half; i += 2 * width) {
                    int a = 2 * i;
                    int b = 2 * (i + width);
                    double re = wr * x[b] - wi * x[b + 1];
                    double im = wr * x[b + 1] + wi * x[b];
                    x[b] = x[a] - re;
                    x[b + 1] = x[a + 1] - im;
                    x[a] += re;
                    x[a + 1] += im;
                }
            }
        }
    }

    private static void swap(double[] x, int i, int j) {
        double kept = x[i];
        x[i] = x[j];
        x[j] = kept;
    }
}
