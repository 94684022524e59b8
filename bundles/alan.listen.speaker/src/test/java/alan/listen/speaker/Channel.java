package alan.listen.speaker;

import alan.api.audio.Pcm;
import java.util.Random;

/**
 * Another room and another microphone: 60 echoes within 120 ms that die away, in all of half of the sound's own power; little below 250 Hz and above
 * 3.6 kHz (12 dB less an octave); and noise 20 dB below.
 */
final class Channel {
    private static final int RATE = 16_000;
    private static final int ECHOES = 60;
    private static final double LONGEST = 0.12;
    private static final double DECAY = 0.04;
    private static final double NOISE = 0.1;

    private Channel() {}

    /** {@return the sound as it comes out} @param sound at 16 kHz @param seed of the room and the noise */
    static Pcm through(Pcm sound, long seed) {
        Random random = new Random(seed);
        double[] samples = echoes(sound.samples(), random);
        filter(samples, 250, true);
        filter(samples, 3600, false);
        double power = 0;
        for (double sample : samples) {
            power += sample * sample;
        }
        double level = NOISE * Math.sqrt(power / samples.length);
        float[] heard = new float[samples.length];
        for (int i = 0; i < heard.length; i++) {
            heard[i] = (float) (samples[i] + level * random.nextGaussian());
        }
        return new Pcm(RATE, heard);
    }

    private static double[] echoes(float[] samples, Random random) {
        double[] heard = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            heard[i] = samples[i];
        }
        double[] gains = new double[ECHOES];
        int[] delays = new int[ECHOES];
        double sum = 0;
        for (int echo = 0; echo < ECHOES; echo++) {
            double delay = 0.002 + random.nextDouble() * (LONGEST - 0.002);
            delays[echo] = (int) (delay * RATE);
            gains[echo] = (random.nextBoolean() ? 1 : -1) * Math.exp(-delay / DECAY);
            sum += gains[echo] * gains[echo];
        }
        for (int echo = 0; echo < ECHOES; echo++) {
            double gain = gains[echo] * Math.sqrt(0.5 / sum);
            for (int i = delays[echo]; i < heard.length; i++) {
                heard[i] += gain * samples[i - delays[echo]];
            }
        }
        return heard;
    }

    /** A Butterworth filter of the second order, as Robert Bristow-Johnson's cookbook has it. */
    private static void filter(double[] samples, double hertz, boolean high) {
        double omega = 2 * Math.PI * hertz / RATE;
        double cosine = Math.cos(omega);
        double alpha = Math.sin(omega) / Math.sqrt(2);
        double middle = high ? -(1 + cosine) : 1 - cosine;
        double edge = high ? (1 + cosine) / 2 : (1 - cosine) / 2;
        double in1 = 0;
        double in2 = 0;
        double out1 = 0;
        double out2 = 0;
        for (int i = 0; i < samples.length; i++) {
            double in = samples[i];
            double out = (edge * (in + in2) + middle * in1 + 2 * cosine * out1 - (1 - alpha) * out2) / (1 + alpha);
            in2 = in1;
            in1 = in;
            out2 = out1;
            out1 = out;
            samples[i] = out;
        }
    }
}
