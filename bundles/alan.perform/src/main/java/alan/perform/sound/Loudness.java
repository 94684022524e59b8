package alan.perform.sound;

import alan.api.audio.Pcm;

/**
 * How loud a sound is to the ear: the integrated loudness of ITU-R BS.1770-5 for one channel, in LUFS.
 *
 * <p>Two filters that weigh frequencies as ears do ("K"), mean squares of blocks of 400 ms every 100 ms, and a mean over the blocks that are speech: those
 * above −70 LUFS and less than 10 LU below the mean of these. The recommendation gives the filters at 48 kHz; for other rates they are derived from the
 * analogue filters that they come from, by the bilinear transform with the frequency kept.
 *
 * @see <a href="https://www.itu.int/rec/R-REC-BS.1770">Recommendation ITU-R BS.1770</a>, Annex 1
 */
public final class Loudness {
    private static final double BLOCK = 0.4;
    private static final double STEP = 0.1;
    private static final double OFFSET = -0.691;
    private static final double SILENCE = -70;
    private static final double RELATIVE = 10;

    private Loudness() {}

    /**
     * {@return the integrated loudness, in LUFS; negative infinity for silence} A sound that is shorter than a block is one block.
     *
     * @param sound any rate from 8 kHz
     */
    public static double of(Pcm sound) {
        double[] squares = blocks(weighted(sound), sound.sampleRate());
        double mean = mean(squares, SILENCE);
        return level(mean(squares, Math.max(SILENCE, level(mean) - RELATIVE)));
    }

    private static double[] weighted(Pcm sound) {
        double[] samples = new double[sound.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sound.samples()[i];
        }
        shelf(sound.sampleRate()).apply(samples);
        highPass(sound.sampleRate()).apply(samples);
        return samples;
    }

    /** The effect of a head: 4 dB more above 1.7 kHz. */
    private static Biquad shelf(int sampleRate) {
        double gain = StrictMath.pow(10, 3.999843853973347 / 20);
        double middle = StrictMath.pow(gain, 0.4996667741545416);
        double q = 0.7071752369554196;
        double k = StrictMath.tan(Math.PI * 1681.974450955533 / sampleRate);
        double a0 = 1 + k / q + k * k;
        return new Biquad(
                (gain + middle * k / q + k * k) / a0, 2 * (k * k - gain) / a0, (gain - middle * k / q + k * k) / a0,
                2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
    }

    /** What is below 40 Hz is hardly heard. */
    private static Biquad highPass(int sampleRate) {
        double q = 0.5003270373238773;
        double k = StrictMath.tan(Math.PI * 38.13547087602444 / sampleRate);
        double a0 = 1 + k / q + k * k;
        return new Biquad(1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
    }

    /** {@return the mean squares of the blocks} */
    private static double[] blocks(double[] samples, int sampleRate) {
        int length = Math.max(1, Math.min(samples.length, (int) Math.round(BLOCK * sampleRate)));
        int step = Math.max(1, (int) Math.round(STEP * sampleRate));
        double[] squares = new double[samples.length < length ? 0 : (samples.length - length) / step + 1];
        for (int block = 0; block < squares.length; block++) {
            double sum = 0;
            for (int i = block * step; i < block * step + length; i++) {
                sum += samples[i] * samples[i];
            }
            squares[block] = sum / length;
        }
        return squares;
    }

    private static double mean(double[] squares, double above) {
        double sum = 0;
        int count = 0;
        for (double square : squares) {
            if (level(square) > above) {
                sum += square;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double level(double square) {
        return square <= 0 ? Double.NEGATIVE_INFINITY : OFFSET + 10 * StrictMath.log10(square);
    }

    /** A filter with two poles, in the direct form I. */
    private record Biquad(double b0, double b1, double b2, double a1, double a2) {
        void apply(double[] samples) {
            double x1 = 0;
            double x2 = 0;
            double y1 = 0;
            double y2 = 0;
            for (int i = 0; i < samples.length; i++) {
                double x = samples[i];
                double y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
                x2 = x1;
                x1 = x;
                y2 = y1;
                y1 = y;
                samples[i] = y;
            }
        }
    }
}
