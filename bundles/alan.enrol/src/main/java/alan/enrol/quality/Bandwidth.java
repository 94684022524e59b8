package alan.enrol.quality;

import alan.api.listen.VoiceActivity.Speech;
import alan.enrol.sound.Spectra;
import alan.enrol.sound.Levels;
import alan.enrol.sound.SpokenSound;
import java.util.ArrayList;
import java.util.List;

/**
 * Up to which frequency there is any speech, whatever the sample rate says: a telephone's recording is narrow in a file of 48 kHz, too.
 *
 * <p>A band has speech in it when its loud moments (s, f, ch) are well above its soft ones: noise that is always there is none. Where that noise is
 * so loud that it would hide speech, nobody can tell, and it counts as speech: such a recording is noisy, not narrow.
 */
final class Bandwidth {
    private static final int SIZE = 1024;
    private static final double BAND = 250;
    private static final int MOST_WINDOWS = 6000;
    private static final double LOUD = 0.95;
    private static final double SOFT = 0.1;
    /** A band's loud moments are so far above its soft ones, in dB. Those of even noise are 7 apart. */
    private static final double LIVELY = 12;
    /** And so far at most below those of the loudest band, in dB: an encoder's or resampler's rest is further. */
    private static final double REACH = 70;
    /** Noise that is less far below the loudest band than this hides speech, in dB. */
    private static final double HIDING = 50;

    private Bandwidth() {}

    /** {@return the highest frequency with speech, in Hz} */
    static double of(SpokenSound sound) {
        int rate = sound.original().sampleRate();
        double[][] bands = bands(sound, (int) Math.ceil(rate / 2.0 / BAND));
        double[] loud = new double[bands.length];
        double most = 0;
        for (int i = 0; i < bands.length; i++) {
            loud[i] = Levels.quantile(bands[i], LOUD);
            most = Math.max(most, loud[i]);
        }
        for (int i = bands.length - 1; i >= 0; i--) {
            double soft = Levels.quantile(bands[i], SOFT);
            boolean lively = loud[i] > Levels.power(LIVELY) * soft && loud[i] > most / Levels.power(REACH);
            if (lively || soft > most / Levels.power(HIDING)) {
                return Math.min(rate / 2.0, (i + 1) * BAND);
            }
        }
        return 0;
    }

    /** {@return for each band, its power in each window of speech} */
    private static double[][] bands(SpokenSound sound, int count) {
        List<Integer> windows = windows(sound);
        int rate = sound.original().sampleRate();
        double[][] bands = new double[count][windows.size()];
        Spectra spectra = new Spectra(SIZE);
        for (int w = 0; w < windows.size(); w++) {
            double[] power = spectra.power(sound.original().samples(), windows.get(w));
            for (int bin = 0; bin < power.length; bin++) {
                bands[Math.min(count - 1, (int) (bin * (double) rate / SIZE / BAND))][w] += power[bin];
            }
        }
        return bands;
    }

    private static List<Integer> windows(SpokenSound sound) {
        long all = sound.speechOfOriginal().stream().mapToLong(each -> each.to() - each.from()).sum();
        int hop = (int) Math.max(SIZE / 2, all / MOST_WINDOWS);
        List<Integer> windows = new ArrayList<>();
        for (Speech each : sound.speechOfOriginal()) {
            for (int at = each.from(); at + SIZE <= each.to(); at += hop) {
                windows.add(at);
            }
        }
        return windows;
    }
}
