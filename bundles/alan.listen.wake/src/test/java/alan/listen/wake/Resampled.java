package alan.listen.wake;

import alan.api.audio.Pcm;

/**
 * Sound at a lower rate, without what is too high for it. What {@code Wav.resample} leaves of that, mirrored, is enough for wake words to be missed.
 */
final class Resampled {
    /** Zeros of the filter on either side. */
    private static final int ZEROS = 24;

    private Resampled() {}

    /** {@return the sound by a sinc in a Hann window} @param rate wanted, in Hz, the sound's own at most */
    static Pcm of(Pcm sound, int rate) {
        double step = (double) sound.sampleRate() / rate;
        // A little below the half of the rate, where the filter is on its way down.
        double band = 0.95 / step;
        int reach = (int) Math.ceil(ZEROS / band);
        float[] from = sound.samples();
        float[] to = new float[(int) (from.length / step)];
        for (int i = 0; i < to.length; i++) {
            double at = i * step;
            double sum = 0;
            for (int j = Math.max(0, (int) at - reach); j <= Math.min(from.length - 1, (int) at + reach); j++) {
                double x = j - at;
                double window = Math.abs(x) < reach ? 0.5 + 0.5 * Math.cos(Math.PI * x / reach) : 0;
                double sinc = x == 0 ? 1 : Math.sin(Math.PI * band * x) / (Math.PI * band * x);
                sum += from[j] * band * sinc * window;
            }
            to[i] = (float) sum;
        }
        return new Pcm(rate, to);
    }
}
