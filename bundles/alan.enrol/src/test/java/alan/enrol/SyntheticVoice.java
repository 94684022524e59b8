package alan.enrol;

import alan.api.audio.Pcm;
import alan.api.listen.VoiceActivity.Speech;
import alan.enrol.sound.SpokenSound;
import alan.testing.Wav;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Somebody who says nothing: syllables of pulses through three formants, whose pitch glides, and hisses between them, with pauses. Speech enough for
 * measures.
 */
final class SyntheticVoice {
    private static final int RATE = Defects.RATE;
    private static final double[] FORMANTS = {550, 1500, 2600};

    private final Random random = new Random(5);
    private final float[] samples;
    private final List<Speech> speech = new ArrayList<>();
    private double phase;

    private SyntheticVoice(int sentences) {
        samples = new float[(int) ((sentences * 3.6 + 0.6) * RATE)];
        for (int i = 0; i < sentences; i++) {
            int from = (int) ((0.6 + i * 3.6) * RATE);
            for (int syllable = 0; syllable < 10; syllable++) {
                syllable(from + (int) (syllable * 0.3 * RATE));
            }
            speech.add(new Speech(from / 3 - 1600, from / 3 + 16_000 * 3 + 1600));
        }
    }

    /** {@return some sentences of 3 s, with 0.6 s between them} */
    static Pcm of(int sentences) {
        return Defects.room(new Pcm(RATE, new SyntheticVoice(sentences).samples), -75);
    }

    /** {@return a recording of it as it is looked at} @param sentences how many there are @param pcm what became of it, at 48 kHz */
    static SpokenSound heard(int sentences, Pcm pcm) {
        return new SpokenSound(pcm, Wav.resample(pcm, 16_000), new SyntheticVoice(sentences).speech);
    }

    private void syllable(int from) {
        int length = (int) (0.22 * RATE);
        double pitch = 100 + 40 * random.nextDouble();
        double glide = 0.8 + 0.4 * random.nextDouble();
        double[][] state = new double[FORMANTS.length][2];
        for (int i = 0; i < length; i++) {
            double at = i / (double) length;
            phase += pitch * (1 + (glide - 1) * at) / RATE;
            double pulse = phase >= 1 ? 1 : 0;
            phase -= Math.floor(phase);
            double sum = 0;
            for (int f = 0; f < FORMANTS.length; f++) {
                sum += resonator(state[f], pulse, FORMANTS[f] * (1 + 0.05 * Math.sin(7 * at)));
            }
            samples[from + i] += (float) (0.25 * sum * Math.sin(Math.PI * Math.min(1, 1.2 * (1 - at))));
        }
        for (int i = 0; i < RATE * 6 / 100; i++) {
            samples[from + length + i] += (float) (0.02 * random.nextGaussian());
        }
    }

    private static double resonator(double[] state, double input, double frequency) {
        double radius = Math.exp(-Math.PI * 90 / RATE);
        double out = input + 2 * radius * Math.cos(2 * Math.PI * frequency / RATE) * state[0] - radius * radius * state[1];
        state[1] = state[0];
        state[0] = out;
        return out * 0.1;
    }
}
