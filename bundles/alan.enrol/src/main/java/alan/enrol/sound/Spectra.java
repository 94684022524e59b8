package alan.enrol.sound;

import alan.fourier.RealFourier;

/** Power spectra of windows of sound, behind a Hann window. For one thread. */
public final class Spectra {
    private final RealFourier fourier;
    private final double[] window;
    private final double[] spectrum;

    /** @param size of a window in samples, a power of two */
    public Spectra(int size) {
        fourier = new RealFourier(size);
        spectrum = new double[size];
        window = new double[size];
        for (int i = 0; i < size; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
        }
    }

    /**
     * {@return the power at {@code size / 2} frequencies from 0 on, {@code rate / size} apart}
     *
     * @param samples of which the window is taken; silence beyond its end
     * @param from the window's first sample
     */
    public double[] power(float[] samples, int from) {
        for (int i = 0; i < spectrum.length; i++) {
            spectrum[i] = from + i < samples.length ? samples[from + i] * window[i] : 0;
        }
        fourier.forward(spectrum);
        double[] power = new double[spectrum.length / 2];
        for (int i = 0; i < power.length; i++) {
            power[i] = RealFourier.power(spectrum, i);
        }
        return power;
    }
}
