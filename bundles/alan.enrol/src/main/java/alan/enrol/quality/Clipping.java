package alan.enrol.quality;

import alan.api.listen.VoiceActivity.Speech;
import alan.enrol.sound.SpokenSound;

/**
 * Tops that were cut off, at full scale or, when somebody has turned it down afterwards, wherever full scale went.
 *
 * <p>Of speech, the louder a sample is, the rarer it is, on each side of zero. Where samples pile up near the loudest, something has held them there. A
 * pile is told from ordinary peaks by its size against what lies just below it.
 */
final class Clipping {
    private static final int BINS = 200;
    /** A pile is looked for among the upper half of all levels. */
    private static final int LOWEST = BINS / 2;
    /** Width of a pile in bins: 2 % of the level, since encoders and resamplers make flat tops wave. */
    private static final int PILE = 4;
    /** So many times more than in as many bins below. */
    private static final double STEEP = 2;

    private Clipping() {}

    /** {@return samples in piles, in percent of the speech} */
    static double of(SpokenSound sound) {
        float[] samples = sound.original().samples();
        long all = 0;
        float peak = 0;
        for (Speech each : sound.speechOfOriginal()) {
            all += each.to() - each.from();
            for (int i = each.from(); i < each.to(); i++) {
                peak = Math.max(peak, Math.abs(samples[i]));
            }
        }
        if (all == 0 || peak == 0) {
            return 0;
        }
        long[] above = new long[BINS + 1];
        long[] below = new long[BINS + 1];
        for (Speech each : sound.speechOfOriginal()) {
            for (int i = each.from(); i < each.to(); i++) {
                int bin = (int) (BINS * Math.abs(samples[i]) / peak);
                (samples[i] >= 0 ? above : below)[bin]++;
            }
        }
        return 100.0 * (piled(above) + piled(below)) / all;
    }

    private static long piled(long[] bins) {
        for (int top = BINS; top - 3 * PILE >= LOWEST; top--) {
            long pile = sum(bins, top - PILE, top);
            // The slope of a pile that waves reaches a little below it.
            long under = sum(bins, top - 3 * PILE, top - 2 * PILE);
            if (pile > STEEP * Math.max(1, under)) {
                long beyond = sum(bins, top, BINS + 1);
                return pile + beyond;
            }
        }
        return 0;
    }

    private static long sum(long[] bins, int from, int to) {
        long sum = 0;
        // The loudest sample of all has a bin of its own.
        int end = to == BINS ? BINS + 1 : to;
        for (int i = from; i < end; i++) {
            sum += bins[i];
        }
        return sum;
    }
}
