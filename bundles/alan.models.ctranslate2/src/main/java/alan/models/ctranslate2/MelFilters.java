package alan.models.ctranslate2;

/**
 * The triangular filters that turn a power spectrum into mel bands, as Whisper was trained with: 16 kHz, windows of 400
 * samples, the mel scale and the area normalisation of M. Slaney's Auditory Toolbox (1998), which are {@code
 * librosa.filters.mel}'s defaults.
 */
final class MelFilters {
    /** Frequencies of a spectrum: 0 Hz to 8 kHz in steps of 40 Hz. */
    static final int BINS = 201;

    private static final double BIN_HZ = 40;
    private static final double MAX_HZ = 8000;
    /** Below 1 kHz the scale is linear: 15 mel there; above it is logarithmic: 27 mel for a factor of 6.4. */
    private static final double LINEAR_HZ_PER_MEL = 200.0 / 3;

    private static final double BREAK_HZ = 1000;
    private static final double BREAK_MEL = BREAK_HZ / LINEAR_HZ_PER_MEL;
    private static final double LOG_STEP = StrictMath.log(6.4) / 27;

    private MelFilters() {}

    /**
     * {@return the filters, band by band, each with {@link #BINS} weights}
     *
     * @param bands how many: 80 or 128
     */
    static float[][] of(int bands) {
        double[] edges = new double[bands + 2];
        double top = mel(MAX_HZ);
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hz(top * i / (edges.length - 1));
        }
        float[][] filters = new float[bands][BINS];
        for (int band = 0; band < bands; band++) {
            double low = edges[band];
            double middle = edges[band + 1];
            double high = edges[band + 2];
            for (int bin = 0; bin < BINS; bin++) {
                double f = bin * BIN_HZ;
                double weight = Math.max(0, Math.min((f - low) / (middle - low), (high - f) / (high - middle)));
                filters[band][bin] = (float) ((float) weight * (2 / (high - low)));
            }
        }
        return filters;
    }

    private static double mel(double hz) {
        return hz < BREAK_HZ ? hz / LINEAR_HZ_PER_MEL : BREAK_MEL + StrictMath.log(hz / BREAK_HZ) / LOG_STEP;
    }

    private static double hz(double mel) {
        return mel < BREAK_MEL ? mel * LINEAR_HZ_PER_MEL : BREAK_HZ * StrictMath.exp(LOG_STEP * (mel - BREAK_MEL));
    }
}
