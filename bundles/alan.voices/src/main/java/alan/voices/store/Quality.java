package alan.voices.store;

import alan.api.audio.Pcm;
import java.util.Arrays;

/** A guess at what nobody has measured of a recording that comes from elsewhere. */
public final class Quality {
    private static final double FRAME_S = 0.03;
    private static final double LOUD = 0.9;
    private static final double QUIET = 0.1;
    private static final double LEAST_POWER = 1e-10;

    private Quality() {}

    /** {@return how far speech is above its noise, in dB: the loud frames above the quiet ones} @param pcm speech with a few pauses */
    public static double snr(Pcm pcm) {
        int length = (int) (FRAME_S * pcm.sampleRate());
        int frames = pcm.samples().length / length;
        if (frames < 2) {
            return 0;
        }
        double[] powers = new double[frames];
        for (int frame = 0; frame < frames; frame++) {
            double sum = 0;
            for (int i = frame * length; i < (frame + 1) * length; i++) {
                sum += pcm.samples()[i] * (double) pcm.samples()[i];
            }
            powers[frame] = Math.max(LEAST_POWER, sum / length);
        }
        Arrays.sort(powers);
        double snr = 10 * Math.log10(powers[(int) (LOUD * (frames - 1))] / powers[(int) (QUIET * (frames - 1))]);
        return Double.isFinite(snr) ? snr : 0;
    }
}
