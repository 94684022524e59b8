package alan.listen.speaker;

import alan.fourier.RealFourier;
import java.util.Arrays;

/**
 * What the network hears of a sound: the logarithms of the energies in 80 bands of frequencies, a hundred times a second.
 *
 * <p>As Kaldi's {@code compute-fbank-feats} computes them, without its dither: windows of 25 ms, 10 ms apart, of which the last ones that are not full are
 * left out; without their mean; each sample less 0.97 times the one before; shaped by Povey's window, which is Hann's to the power of 0.85; filled up with
 * zeros to 512; the power spectrum in triangles that are even on the mel scale 1127 · ln(1 + f / 700) from 20 Hz to 8 kHz. Then, as the model was trained,
 * each band less its mean over the utterance. The formulas were read in {@code torchaudio/compliance/kaldi.py} 2.8, the settings in
 * {@code speakerlab/process/processor.py} of 3D-Speaker.
 */
final class FilterBank {
    /** Bands of frequencies. */
    static final int BANDS = 80;

    /** Samples of a window: 25 ms. */
    static final int WINDOW = 400;

    /** Samples from a window to the next: 10 ms. */
    static final int SHIFT = 160;

    /** Samples of a transform, and frequencies that it has, from 0 to half of the sample rate. */
    private static final int SIZE = 512;
    private static final int BINS = SIZE / 2 + 1;

    private static final int SAMPLE_RATE = 16_000;
    private static final double LOWEST = 20;
    private static final double HIGHEST = SAMPLE_RATE / 2.0;
    private static final double EMPHASIS = 0.97;
    private static final double POVEY = 0.85;
    /** The smallest step of a 32-bit float after 1, which stands in place of nothing at all. */
    private static final double FLOOR = Math.ulp(1f);

    private static final double[] SHAPE = new double[WINDOW];
    private static final double[][] TRIANGLES = new double[BANDS][BINS];

    static {
        for (int i = 0; i < WINDOW; i++) {
            SHAPE[i] = Math.pow(0.5 - 0.5 * Math.cos(2 * Math.PI * i / (WINDOW - 1)), POVEY);
        }
        double step = (mel(HIGHEST) - mel(LOWEST)) / (BANDS + 1);
        for (int band = 0; band < BANDS; band++) {
            double left = mel(LOWEST) + band * step;
            // Half of the sample rate itself is no part of any triangle, as in Kaldi.
            for (int bin = 0; bin < BINS - 1; bin++) {
                double at = mel((double) bin * SAMPLE_RATE / SIZE);
                TRIANGLES[band][bin] = Math.max(0, Math.min((at - left) / step, (left + 2 * step - at) / step));
            }
        }
    }

    private FilterBank() {}

    private static double mel(double hertz) {
        return 1127 * Math.log1p(hertz / 700);
    }

    /** {@return how many windows there are in a sound} @param samples of the sound, at 16 kHz */
    static int windows(int samples) {
        return samples < WINDOW ? 0 : 1 + (samples - WINDOW) / SHIFT;
    }

    /**
     * {@return the energies, [BANDS][windows] in one array: all windows of the lowest band first}
     *
     * @param samples of a sound at 16 kHz, in [-1, 1]
     * @param from its first sample
     * @param windows how many there are to be, of {@link #windows}
     */
    static float[] of(float[] samples, int from, int windows) {
        float[] energies = new float[BANDS * windows];
        RealFourier fourier = new RealFourier(SIZE);
        double[] spectrum = new double[SIZE];
        double[] power = new double[BINS];
        for (int i = 0; i < windows; i++) {
            Arrays.fill(spectrum, 0);
            cut(samples, from + i * SHIFT, spectrum);
            fourier.forward(spectrum);
            for (int bin = 0; bin < BINS; bin++) {
                power[bin] = RealFourier.power(spectrum, bin);
            }
            for (int band = 0; band < BANDS; band++) {
                double energy = 0;
                for (int bin = 0; bin < BINS; bin++) {
                    energy += TRIANGLES[band][bin] * power[bin];
                }
                energies[band * windows + i] = (float) Math.log(Math.max(energy, FLOOR));
            }
        }
        for (int band = 0; band < BANDS; band++) {
            withoutMean(energies, band * windows, windows);
        }
        return energies;
    }

    private static void cut(float[] samples, int from, double[] window) {
        double mean = 0;
        for (int i = 0; i < WINDOW; i++) {
            mean += sample(samples, from + i);
        }
        mean /= WINDOW;
        // From the end, since each needs the one before it as it was; the first one is taken for the one before itself.
        for (int i = WINDOW - 1; i >= 0; i--) {
            double before = sample(samples, from + Math.max(0, i - 1)) - mean;
            window[i] = (sample(samples, from + i) - mean - EMPHASIS * before) * SHAPE[i];
        }
    }

    /** A sample that is no number would make all of them none. */
    private static double sample(float[] samples, int at) {
        return Float.isFinite(samples[at]) ? samples[at] : 0;
    }

    private static void withoutMean(float[] values, int from, int count) {
        double mean = 0;
        for (int i = from; i < from + count; i++) {
            mean += values[i];
        }
        mean /= count;
        for (int i = from; i < from + count; i++) {
            values[i] -= (float) mean;
        }
    }
}
