package alan.enrol;

import alan.api.audio.Pcm;
import java.util.Random;

/** What goes wrong with recordings, made to measure. Noise and rooms come of fixed seeds. */
final class Defects {
    /** Of all recordings here, in Hz. */
    static final int RATE = 48_000;

    private Defects() {}

    /** {@return sounds one after the other} @param pause before, between and after them, in seconds */
    static Pcm joined(double pause, Pcm... parts) {
        int gap = (int) (pause * RATE);
        int length = gap;
        for (Pcm part : parts) {
            length += part.samples().length + gap;
        }
        float[] all = new float[length];
        int at = gap;
        for (Pcm part : parts) {
            System.arraycopy(part.samples(), 0, all, at, part.samples().length);
            at += part.samples().length + gap;
        }
        return new Pcm(RATE, all);
    }

    /** {@return with white noise} @param level of it in dB below full scale, negative */
    static Pcm room(Pcm pcm, double level) {
        Random random = new Random(7);
        double amplitude = Math.pow(10, level / 20);
        float[] out = pcm.samples().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += (float) (amplitude * random.nextGaussian());
        }
        return new Pcm(pcm.sampleRate(), out);
    }

    /** {@return with noise of that SNR} @param snr in dB of the speech's level, without its pauses */
    static Pcm noisy(Pcm pcm, double snr) {
        return room(pcm, 20 * Math.log10(active(pcm)) - snr);
    }

    /** {@return the RMS of what is not silent} */
    static double active(Pcm pcm) {
        double sum = 0;
        int count = 0;
        int hop = pcm.sampleRate() / 50;
        float[] samples = pcm.samples();
        double most = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i + hop <= samples.length; i += hop) {
                double power = 0;
                for (int k = i; k < i + hop; k++) {
                    power += samples[k] * samples[k];
                }
                power /= hop;
                if (pass == 0) {
                    most = Math.max(most, power);
                } else if (power > most / 1000) {
                    sum += power;
                    count++;
                }
            }
        }
        return Math.sqrt(sum / count);
    }

    /** {@return louder or softer} */
    static Pcm gain(Pcm pcm, double decibels) {
        float[] out = pcm.samples().clone();
        float gain = (float) Math.pow(10, decibels / 20);
        for (int i = 0; i < out.length; i++) {
            out[i] *= gain;
        }
        return new Pcm(pcm.sampleRate(), out);
    }

    /** {@return cut off at full scale, after a gain that takes its loudest peak so far above it, and turned down by the same again} */
    static Pcm clipped(Pcm pcm, double above, double turnedDown) {
        float peak = 0;
        for (float sample : pcm.samples()) {
            peak = Math.max(peak, Math.abs(sample));
        }
        float[] out = pcm.samples().clone();
        float gain = (float) (Math.pow(10, above / 20) / peak);
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(-1, Math.min(1, out[i] * gain));
        }
        return gain(new Pcm(pcm.sampleRate(), out), -turnedDown);
    }

    /**
     * {@return heard in a room: noise that fades exponentially, as in Polack's model of a room's response, after the direct sound}
     *
     * @param seconds in which it fades by 60 dB
     * @param direct how far the direct sound is above all the rest, in dB
     */
    static Pcm echoing(Pcm pcm, double seconds, double direct) {
        int length = (int) (seconds * pcm.sampleRate());
        float[] response = new float[length];
        Random random = new Random(11);
        double power = 0;
        for (int i = pcm.sampleRate() / 500; i < length; i++) {
            response[i] = (float) (random.nextGaussian() * Math.pow(10, -3.0 * i / length));
            power += response[i] * response[i];
        }
        double scale = Math.pow(10, -direct / 20) / Math.sqrt(power);
        for (int i = 0; i < length; i++) {
            response[i] *= (float) scale;
        }
        response[0] = 1;
        return new Pcm(pcm.sampleRate(), convolved(pcm.samples(), response));
    }

    private static float[] convolved(float[] sound, float[] response) {
        int size = Integer.highestOneBit(response.length) * 4;
        int block = size - response.length;
        double[][] filter = {widened(response, 0, response.length, size), new double[size]};
        transform(filter[0], filter[1], false);
        float[] out = new float[sound.length];
        for (int at = 0; at < sound.length; at += block) {
            double[] re = widened(sound, at, block, size);
            double[] im = new double[size];
            transform(re, im, false);
            for (int i = 0; i < size; i++) {
                double product = re[i] * filter[0][i] - im[i] * filter[1][i];
                im[i] = re[i] * filter[1][i] + im[i] * filter[0][i];
                re[i] = product;
            }
            transform(re, im, true);
            for (int i = 0; i < size && at + i < out.length; i++) {
                out[at + i] += (float) re[i];
            }
        }
        return out;
    }

    private static double[] widened(float[] from, int at, int count, int size) {
        double[] to = new double[size];
        for (int i = 0; i < count && at + i < from.length; i++) {
            to[i] = from[at + i];
        }
        return to;
    }

    private static void transform(double[] re, double[] im, boolean back) {
        int n = re.length;
        int shift = Integer.numberOfLeadingZeros(n) + 1;
        for (int i = 0; i < n; i++) {
            int j = Integer.reverse(i) >>> shift;
            if (j > i) {
                double t = re[i];
                re[i] = re[j];
                re[j] = t;
                t = im[i];
                im[i] = im[j];
                im[j] = t;
            }
        }
        for (int half = 1; half < n; half *= 2) {
            for (int i = 0; i < half; i++) {
                double angle = (back ? 1 : -1) * Math.PI * i / half;
                double c = Math.cos(angle);
                double s = Math.sin(angle);
                for (int a = i; a < n; a += 2 * half) {
                    int b = a + half;
                    double x = re[b] * c - im[b] * s;
                    double y = re[b] * s + im[b] * c;
                    re[b] = re[a] - x;
                    im[b] = im[a] - y;
                    re[a] += x;
                    im[a] += y;
                }
            }
        }
        if (back) {
            for (int i = 0; i < n; i++) {
                re[i] /= n;
            }
        }
    }

    /** {@return with chords under it, a new one every 0.6 s, each note with four overtones that fade, as of a piano} @param below the speech, in dB */
    static Pcm music(Pcm pcm, double below) {
        int[][] chords = {{57, 60, 64}, {53, 57, 60}, {48, 52, 55}, {55, 59, 62}};
        float[] tune = new float[pcm.samples().length];
        int beat = (int) (0.6 * pcm.sampleRate());
        for (int i = 0; i < tune.length; i++) {
            double t = i % beat / (double) pcm.sampleRate();
            for (int note : chords[i / beat % chords.length]) {
                double frequency = 440 * Math.pow(2, (note + 12 * (i / beat / chords.length % 2) - 69) / 12.0);
                for (int overtone = 1; overtone <= 5; overtone++) {
                    tune[i] += (float) (Math.sin(2 * Math.PI * frequency * overtone * t) * Math.exp(-t * 2) * Math.min(1, t * 200) / overtone);
                }
            }
        }
        Pcm chordsOnly = new Pcm(pcm.sampleRate(), tune);
        double scale = active(pcm) / active(chordsOnly) * Math.pow(10, -below / 20);
        float[] out = pcm.samples().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += (float) (scale * tune[i]);
        }
        return new Pcm(pcm.sampleRate(), out);
    }

    /** {@return with mains hum} @param below the speech, in dB */
    static Pcm humming(Pcm pcm, double below) {
        double amplitude = active(pcm) * Math.pow(10, -below / 20);
        float[] out = pcm.samples().clone();
        for (int i = 0; i < out.length; i++) {
            double t = 2 * Math.PI * 50 * i / pcm.sampleRate();
            out[i] += (float) (amplitude * (Math.sin(t) + 0.6 * Math.sin(3 * t) + 0.3 * Math.sin(7 * t)));
        }
        return new Pcm(pcm.sampleRate(), out);
    }
}
