package alan.enrol.quality;

import alan.enrol.sound.Spectra;
import alan.enrol.sound.Levels;
import alan.enrol.sound.SpokenSound;

/**
 * Tones that a voice does not make: of music, of a machine that beeps.
 *
 * <p>A note keeps its pitch for as long as it lasts; the harmonics of somebody who speaks glide, the higher the more. So a peak of the spectrum that
 * stays at one frequency for a third of a second and more, well above its neighbours, is a tone (the idea of sinusoidal tracks: McAulay and
 * Quatieri, 1986). What never ends, such as mains hum or a fan's whistle, is noise, and counted there.
 */
final class Tones {
    private static final int SIZE = 2048;
    private static final int HOP = 512;
    private static final double LOWEST = 300;
    private static final double HIGHEST = 4000;
    /** How far a peak stands out of the median around it, in dB. */
    private static final double CLEAR = 14;
    private static final int NEIGHBOURS = 12;
    /** How far its frequency may go from frame to frame and in all, in bins. */
    private static final double STEADY = 0.3;
    /** Frames that a tone lasts: 0.45 s from its first window's begin to its last one's end. */
    private static final int LASTING = 11;
    /** What sounds for more of the pauses than this never ends; under speech it cannot be followed as well. */
    private static final double ENDLESS = 0.7;
    private static final double BELOW_SPEECH = 45;

    /** For each frame and bin, where in it a peak lies, -0.5 to 0.5; NaN where there is none. */
    private final float[][] peaks;
    private final int lowest;
    private final boolean[][] tone;

    private Tones(SpokenSound sound) {
        float[] samples = sound.listening().samples();
        int rate = sound.listening().sampleRate();
        lowest = (int) (LOWEST * SIZE / rate);
        int bins = (int) (HIGHEST * SIZE / rate) - lowest;
        Spectra spectra = new Spectra(SIZE);
        peaks = new float[Math.max(0, (samples.length - SIZE) / HOP + 1)][];
        // A tone of amplitude a has power a²/2; behind a Hann window its peak is (a · SIZE / 4)².
        double least = Levels.power(Levels.decibels(sound.level()) - BELOW_SPEECH) * SIZE * SIZE / 8.0;
        for (int frame = 0; frame < peaks.length; frame++) {
            peaks[frame] = peaks(spectra.power(samples, frame * HOP), bins, least);
        }
        tone = new boolean[peaks.length][bins];
    }

    /** {@return how much of the time of speech there is a tone, in percent} */
    static double of(SpokenSound sound) {
        Tones tones = new Tones(sound);
        tones.follow();
        tones.forgetEndless(sound);
        return tones.share(sound);
    }

    private float[] peaks(double[] power, int bins, double least) {
        float[] found = new float[bins];
        for (int i = 0; i < bins; i++) {
            int bin = lowest + i;
            double here = power[bin];
            found[i] = Float.NaN;
            if (here > least && here > power[bin - 1] && here >= power[bin + 1] && stands(power, bin)) {
                double before = Levels.decibels(power[bin - 1]);
                double after = Levels.decibels(power[bin + 1]);
                // The top of a parabola through three levels.
                found[i] = (float) (0.5 * (before - after) / (before - 2 * Levels.decibels(here) + after));
            }
        }
        return found;
    }

    private static boolean stands(double[] power, int bin) {
        double[] around = java.util.Arrays.copyOfRange(power, bin - NEIGHBOURS, bin + NEIGHBOURS + 1);
        return power[bin] > Levels.quantile(around, 0.5) * Levels.power(CLEAR);
    }

    private void follow() {
        for (int frame = 0; frame < peaks.length; frame++) {
            for (int bin = 0; bin < peaks[frame].length; bin++) {
                if (!Float.isNaN(peaks[frame][bin]) && !tone[frame][bin]) {
                    follow(frame, bin);
                }
            }
        }
    }

    private void follow(int first, int firstBin) {
        double begin = firstBin + peaks[first][firstBin];
        int[] bins = new int[peaks.length - first];
        int length = 0;
        int bin = firstBin;
        while (bin >= 0 && length < bins.length) {
            bins[length++] = bin;
            bin = first + length < peaks.length ? next(peaks[first + length], bin, begin) : -1;
        }
        if (length >= LASTING) {
            for (int i = 0; i < length; i++) {
                tone[first + i][bins[i]] = true;
            }
        }
    }

    /** {@return the bin near another one in which a peak is as near to a frequency as that of a tone; -1 if there is none} */
    private static int next(float[] frame, int near, double frequency) {
        for (int bin = Math.max(0, near - 1); bin <= Math.min(frame.length - 1, near + 1); bin++) {
            if (!Float.isNaN(frame[bin]) && Math.abs(bin + frame[bin] - frequency) <= STEADY) {
                return bin;
            }
        }
        return -1;
    }

    private void forgetEndless(SpokenSound sound) {
        boolean[] endless = new boolean[peaks.length == 0 ? 0 : tone[0].length];
        for (int bin = 0; bin < endless.length; bin++) {
            int with = 0;
            int pauses = 0;
            for (int frame = 0; frame < tone.length; frame++) {
                if (!spoken(sound, frame)) {
                    pauses++;
                    // A tone between two bins is now in the one, now in the other.
                    with += at(frame, bin - 1) || at(frame, bin) || at(frame, bin + 1) ? 1 : 0;
                }
            }
            endless[bin] = with > ENDLESS * pauses;
        }
        for (boolean[] frame : tone) {
            for (int bin = 0; bin < endless.length; bin++) {
                frame[bin] &= !endless[bin];
            }
        }
    }

    private boolean at(int frame, int bin) {
        return bin >= 0 && bin < tone[frame].length && tone[frame][bin];
    }

    private static boolean spoken(SpokenSound sound, int frame) {
        int at = (int) ((frame * (long) HOP + SIZE / 2) * SpokenSound.FRAMES / sound.listening().sampleRate());
        return at < sound.spoken().length && sound.spoken()[at];
    }

    private double share(SpokenSound sound) {
        int with = 0;
        int all = 0;
        for (int frame = 0; frame < tone.length; frame++) {
            if (spoken(sound, frame)) {
                all++;
                for (boolean each : tone[frame]) {
                    if (each) {
                        with++;
                        break;
                    }
                }
            }
        }
        return all == 0 ? 0 : 100.0 * with / all;
    }
}
