package alan.watermark;

/**
 * The discrete Fourier transform of real sound, of a length that is a power of two: split radix 2 on half as many complex numbers (Press et al., Numerical
 * Recipes, 12.3). For one thread.
 */
final class Fft {
    private final int half;
    private final float[] cos;
    private final float[] sin;
    private final int[] reversed;

    /** @param size number of samples, a power of two, 4 or more */
    Fft(int size) {
        half = size / 2;
        cos = new float[half];
        sin = new float[half];
        for (int i = 0; i < half; i++) {
            cos[i] = (float) Math.cos(2 * Math.PI * i / size);
            sin[i] = (float) -Math.sin(2 * Math.PI * i / size);
        }
        reversed = new int[half];
        int bits = Integer.numberOfTrailingZeros(half);
        for (int i = 0; i < half; i++) {
            reversed[i] = Integer.reverse(i) >>> 32 - bits;
        }
    }

    /** {@return the number of samples} */
    int size() {
        return 2 * half;
    }

    /**
     * Transforms in place.
     *
     * @param x in: the samples, [size]; out: re and im of bin k at 2k and 2k + 1, k from 0 to size/2 - 1, but for the (real) bin size/2 in place of im of bin 0
     */
    void forward(float[] x) {
        complex(x, false);
        float first = x[0];
        x[0] = first + x[1];
        x[1] = first - x[1];
        for (int k = 1; k <= half / 2; k++) {
            untangle(x, k, -0.5f, sin[k]);
        }
    }

    /**
     * Transforms back, {@link #forward} undone.
     *
     * @param x as {@link #forward} gives it
     */
    void inverse(float[] x) {
        float first = x[0];
        x[0] = 0.5f * (first + x[1]);
        x[1] = 0.5f * (first - x[1]);
        for (int k = 1; k <= half / 2; k++) {
            untangle(x, k, 0.5f, -sin[k]);
        }
        complex(x, true);
        float scale = 1f / half;
        for (int i = 0; i < x.length; i++) {
            x[i] *= scale;
        }
    }

    /** The bins k and half - k, of the transform of even and odd samples as one complex sequence, become those of the real one, or back. */
    private void untangle(float[] x, int k, float sign, float wi) {
        int a = 2 * k;
        int b = 2 * (half - k);
        float wr = cos[k];
        float evenRe = 0.5f * (x[a] + x[b]);
        float evenIm = 0.5f * (x[a + 1] - x[b + 1]);
        float oddRe = -sign * (x[a + 1] + x[b + 1]);
        float oddIm = sign * (x[a] - x[b]);
        float turnedRe = wr * oddRe - wi * oddIm;
        float turnedIm = wr * oddIm + wi * oddRe;
        x[a] = evenRe + turnedRe;
        x[a + 1] = evenIm + turnedIm;
        x[b] = evenRe - turnedRe;
        x[b + 1] = turnedIm - evenIm;
    }

    private void complex(float[] x, boolean back) {
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
                float wr = cos[k * step];
                float wi = back ? -sin[k * step] : sin[k * step];
                for (int i = k; i < half; i += 2 * width) {
                    int a = 2 * i;
                    int b = 2 * (i + width);
                    float re = wr * x[b] - wi * x[b + 1];
                    float im = wr * x[b + 1] + wi * x[b];
                    x[b] = x[a] - re;
                    x[b + 1] = x[a + 1] - im;
                    x[a] += re;
                    x[a + 1] += im;
                }
            }
        }
    }

    private static void swap(float[] x, int i, int j) {
        float kept = x[i];
        x[i] = x[j];
        x[j] = kept;
    }
}
