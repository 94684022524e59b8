package alan.perform.sound;

import alan.api.audio.Pcm;

/**
 * Brings every line to one loudness: engines and recordings of people are ten decibels and more apart, and CSM's level wanders from line to line, so that
 * whoever listens would reach for the volume at each change of voice. By loudness and not by peak, since a sharp "p" says little about how loud a voice is.
 */
public final class Levels {
    /** Loudness of speech in one channel, in LUFS: as loud as −16 LUFS in two, which podcasts have. */
    static final double LOUDNESS = -19;

    /** The highest point, in dB below full scale: what mp3 and Opus add when they are decoded does not clip. */
    static final double PEAK = -1;

    /** A line is made louder by so many dB at most: what is quieter still is no speech. */
    static final double MOST = 20;

    private Levels() {}

    /** {@return what a line is multiplied by} @param line its sound */
    public static float gain(Pcm line) {
        double loudness = Loudness.of(line);
        double peak = TruePeak.of(line.samples());
        if (!Double.isFinite(loudness) || peak <= 0) {
            return 1;
        }
        double gain = Math.min(factor(LOUDNESS - loudness), factor(MOST));
        return (float) Math.min(gain, factor(PEAK) / peak);
    }

    private static double factor(double decibels) {
        return StrictMath.pow(10, decibels / 20);
    }
}
