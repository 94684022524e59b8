package alan.watermark;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** What happens to sound in the world, and a mark has to outlast. */
final class Attacks {
    private static final double NOISE_BELOW = 1000; // 30 dB

    private Attacks() {}

    /** {@return the sound after each of them, by name} @param clip marked @param random of the noise */
    static Map<String, Pcm> all(AudioFiles files, Pcm clip, Random random) throws AlanException {
        Map<String, Pcm> attacked = new LinkedHashMap<>();
        attacked.put("none", clip);
        attacked.put("mp3 128 kbit/s", Transcoder.mp3(files, clip, 128_000));
        attacked.put("opus 32 kbit/s", Transcoder.opus(files, clip, 32_000));
        attacked.put("16 kHz", files.resample(clip, 16_000));
        attacked.put("+6 dB", amplified(clip, 2));
        attacked.put("-6 dB", amplified(clip, 0.5f));
        attacked.put("first second cut", clip.slice(clip.sampleRate(), clip.samples().length));
        attacked.put("last second cut", clip.slice(0, clip.samples().length - clip.sampleRate()));
        attacked.put("noise at 30 dB", noisy(clip, random));
        return attacked;
    }

    /** Louder or softer, clipped at full scale. */
    static Pcm amplified(Pcm clip, float factor) {
        float[] samples = clip.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.max(-1, Math.min(1, samples[i] * factor));
        }
        return new Pcm(clip.sampleRate(), samples);
    }

    /** White noise, 30 dB below the clip's mean energy. */
    static Pcm noisy(Pcm clip, Random random) {
        float[] samples = clip.samples().clone();
        double deviation = Math.sqrt(energy(samples, 0, samples.length) / samples.length / NOISE_BELOW);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) (deviation * random.nextGaussian());
        }
        return new Pcm(clip.sampleRate(), samples);
    }

    static double energy(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += samples[i] * (double) samples[i];
        }
        return sum;
    }

    /** {@return what was added} */
    static float[] difference(float[] marked, float[] sound) {
        float[] difference = Arrays.copyOf(marked, marked.length);
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= sound[i];
        }
        return difference;
    }

    /** {@return by how many decibels the sound is above what was added, over all of it} */
    static double level(float[] sound, float[] difference) {
        return 10 * Math.log10(energy(sound, 0, sound.length) / energy(difference, 0, difference.length));
    }
}
