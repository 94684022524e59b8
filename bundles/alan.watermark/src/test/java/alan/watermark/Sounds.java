package alan.watermark;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.watermark.Mark;
import alan.api.watermark.Watermark;
import java.util.Random;

/** Sound for tests. */
final class Sounds {
    private Sounds() {}

    /** {@return marked sound} */
    static Pcm mark(Watermark watermark, Pcm sound, Mark mark) throws AlanException {
        return watermark.mark(PcmStream.of(sound), mark).readAll();
    }

    /**
     * {@return something like speech, for tests that have no voice: syllables of a tone with its harmonics under wandering formants, hissing between them,
     * and pauses}
     *
     * @param sampleRate in Hz
     * @param seconds of it
     * @param seed each gives another one
     */
    static Pcm babble(int sampleRate, double seconds, long seed) {
        Random random = new Random(seed);
        float[] samples = new float[(int) (seconds * sampleRate)];
        int at = 0;
        while (at < samples.length) {
            int length = (int) ((0.08 + 0.2 * random.nextDouble()) * sampleRate);
            int kind = random.nextInt(7);
            if (kind < 5) {
                vowel(samples, at, length, sampleRate, random);
            } else if (kind == 5) {
                for (int i = at; i < Math.min(samples.length, at + length / 2); i++) {
                    samples[i] = (float) (0.03 * random.nextGaussian());
                }
            } // else a pause
            at += length;
        }
        return new Pcm(sampleRate, samples);
    }

    private static void vowel(float[] samples, int at, int length, int sampleRate, Random random) {
        double pitch = 90 + 140 * random.nextDouble();
        double glide = 0.8 + 0.4 * random.nextDouble();
        double[] formants = {300 + 500 * random.nextDouble(), 900 + 1400 * random.nextDouble(), 2400 + 800 * random.nextDouble(), 3600, 4800};
        for (int harmonic = 1; harmonic * pitch * 1.2 < Math.min(7000, sampleRate / 2); harmonic++) {
            double loud = 0.001;
            for (double formant : formants) {
                double away = (harmonic * pitch - formant) / (60 + 0.05 * formant);
                loud += 0.25 / (1 + away * away) * 300 / formant;
            }
            double phase = 2 * Math.PI * random.nextDouble();
            for (int i = 0; i < length && at + i < samples.length; i++) {
                double way = i / (double) length;
                phase += 2 * Math.PI * harmonic * pitch * (1 + (glide - 1) * way) / sampleRate;
                samples[at + i] += (float) (0.3 * loud * Math.sin(Math.PI * way) * (Math.sin(phase) + 0.1 * random.nextGaussian()));
            }
        }
    }
}
