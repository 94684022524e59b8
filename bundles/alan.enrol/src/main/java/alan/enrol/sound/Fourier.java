package alan.enrol.sound;

/** Power spectra of windows of sound: the radix-2 transform of Cooley and Tukey (1965), behind a Hann window. For one thread. */
public final class Fourier {
    private final int size;
    private final double[] window;
    private final double[] cosines;
    private final double[] sines;
    private final double[] real;
    private final double[] imaginary;

    /** @param size of a window in samples, a power of two */
    public Fourier(int size) {
        if (Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException(size + " is no power of two");
        }
        this.size = size;
        window = new double[size];
        cosines = new double[size / 2];
        sines = new double[size / 2];
        real = new double[size];
        imaginary = new double[size];
        for (int i = 0; i < size; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
        }
        for (int i = 0; i < size / 2; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / size);
            sines[i] = -Math.sin(2 * Math.PI * i / size);
        }
    }

    /**
     * {@return the power at {@code size / 2} frequencies from 0 on, {@code rate / size} apart}
     *
     * @param samples of which the window is taken; silence beyond its end
     * @param from the window's first sample
     */
    public double[] power(float[] samples, int from) {
        int shift = Integer.numberOfLeadingZeros(size) + 1;
        for (int i = 0; i < size; i++) {
            int place = Integer.reverse(i) >>> shift;
            real[place] = from + i < samples.length ? samples[from + i] * window[i] : 0;
            imaginary[place] = 0;
        }
        for (int half = 1; half < size; half *= 2) {
            butterflies(half);
        }
        double[] power = new double[size / 2];
        for (int i = 0; i < power.length; i++) {
            power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
        }
        return power;
    }

    private void butterflies(int half) {
        int step = size / (2 * half);
        for (int start = 0; start < size; start += 2 * half) {
            for (int i = 0; i < half; i++) {
                int a = start + i;
                int b = a + half;
                double re = real[b] * cosines[i * step] - imaginary[b] * sines[i * step];
                double im = real[b] * sines[i * step] + imaginary[b] * cosines[i * step];
                real[b] = real[a] - re;
                imaginary[b] = imaginary[a] - im;
                real[a] += re;
                imaginary[a] += im;
            }
        }
    }
}
