package alan.watermark;

import alan.fourier.RealFourier;
import java.util.Arrays;

/**
 * Short-time spectra of sound of one rate. A frame is two slots long, under a Hann window; the windows of frames a slot apart add up to 1 wherever they are
 * centred, so a rate in which a slot is no whole number of samples needs no special care. For one thread.
 */
final class Frames {
    /** How far a filter of {@link SlotGains} reaches beyond a frame, in seconds. */
    static final double SPREAD = 0.01;

    /** Half the width of the transition between two tiles, in Hz. */
    private static final double TRANSITION = 30;

    private final int sampleRate;
    private final double half;
    private final float scale;
    private final RealFourier fourier;
    private final double[] edges = Layout.edges();

    /** Of each edge of a tile: the bin that it lies in, and how much of the bin is below it. */
    private final int[] edgeBin = new int[edges.length];

    private final float[] below = new float[edges.length];

    /** @param sampleRate in Hz, 16,000 or more */
    Frames(int sampleRate) {
        this.sampleRate = sampleRate;
        half = Layout.SLOT * sampleRate;
        scale = (float) (1 / (half * half));
        int needed = (int) Math.ceil(2 * (half + SPREAD * sampleRate));
        fourier = new RealFourier(2 * Integer.highestOneBit(needed - 1));
        for (int i = 0; i < edges.length; i++) {
            double at = edges[i] * fourier.size() / sampleRate + 0.5;
            edgeBin[i] = (int) at;
            below[i] = (float) (at - edgeBin[i]);
        }
    }

    /** {@return samples of a spectrum's transform} */
    int size() {
        return fourier.size();
    }

    /**
     * Takes a frame's spectrum.
     *
     * @param samples of the sound; what is not a number counts as silence
     * @param length how many of them there are; what lies outside counts as silence
     * @param centre of the frame, in samples
     * @param spectrum as {@link RealFourier#forward} gives it, [size]
     * @return which sample the first of the transform is; may be negative
     */
    int take(float[] samples, int length, double centre, double[] spectrum) {
        Arrays.fill(spectrum, 0);
        int begin = (int) Math.floor(centre) - fourier.size() / 2;
        int from = Math.max(0, (int) Math.ceil(centre - half));
        int to = Math.min(length, (int) Math.ceil(centre + half));
        double turn = Math.PI / half;
        double stepCos = Math.cos(turn);
        double stepSin = Math.sin(turn);
        double cos = Math.cos((from - centre) * turn);
        double sin = Math.sin((from - centre) * turn);
        for (int i = from; i < to; i++) {
            float x = samples[i];
            spectrum[i - begin] = Float.isFinite(x) ? (0.5 + 0.5 * cos) * x : 0;
            double next = cos * stepCos - sin * stepSin;
            sin = sin * stepCos + cos * stepSin;
            cos = next;
        }
        fourier.forward(spectrum);
        return begin;
    }

    /** Makes samples of a spectrum again, in place. */
    void back(double[] spectrum) {
        fourier.inverse(spectrum);
    }

    /**
     * Measures the tiles.
     *
     * @param spectrum of a frame
     * @param energy of each tile, [TILES]: on a scale on which a full-scale sine comes to about 0.1
     * @return their mean
     */
    float energies(double[] spectrum, float[] energy) {
        float sum = 0;
        float rest = power(spectrum, edgeBin[0]) * (1 - below[0]);
        for (int tile = 0; tile < Layout.TILES; tile++) {
            int last = edgeBin[tile + 1]; // a tile is wider than three bins at every rate
            float tileSum = rest;
            for (int bin = edgeBin[tile] + 1; bin < last; bin++) {
                tileSum += power(spectrum, bin);
            }
            float shared = power(spectrum, last);
            energy[tile] = scale * (tileSum + shared * below[tile + 1]);
            rest = shared * (1 - below[tile + 1]);
            sum += energy[tile];
        }
        return sum / Layout.TILES;
    }

    /** {@return the energy of a frame, of all frequencies, on the same scale} @param spectrum of it */
    float total(double[] spectrum) {
        float sum = 0;
        for (int bin = 1; bin < spectrum.length / 2; bin++) {
            sum += power(spectrum, bin);
        }
        return scale * sum;
    }

    private static float power(double[] spectrum, int bin) {
        double re = spectrum[2 * bin];
        double im = spectrum[2 * bin + 1];
        return (float) (re * re + im * im);
    }

    /**
     * Multiplies a spectrum by the gain of the tile that each bin lies in, gliding from one to the next; by nothing outside the band.
     *
     * @param spectrum of a frame
     * @param gains of the tiles, [TILES]
     */
    void shape(double[] spectrum, float[] gains) {
        double perHz = fourier.size() / (double) sampleRate;
        int from = (int) Math.ceil((edges[0] - TRANSITION) * perHz);
        int to = (int) Math.floor((edges[Layout.TILES] + TRANSITION) * perHz);
        Arrays.fill(spectrum, 0, 2 * from, 0);
        Arrays.fill(spectrum, 2 * (to + 1), spectrum.length, 0);
        int edge = 0;
        for (int bin = from; bin <= to; bin++) {
            // the nearest edge that the bin has not left behind
            while (edge < Layout.TILES && bin > (edges[edge] + TRANSITION) * perHz) {
                edge++;
            }
            double way = Math.max(-1, (bin / perHz - edges[edge]) / TRANSITION);
            float upper = (float) (0.5 + 0.5 * Math.sin(Math.PI / 2 * way));
            float gain = (edge == 0 ? 0 : (1 - upper) * gains[edge - 1]) + (edge == Layout.TILES ? 0 : upper * gains[edge]);
            spectrum[2 * bin] *= gain;
            spectrum[2 * bin + 1] *= gain;
        }
    }
}
