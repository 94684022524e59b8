package alan.audio;

import alan.api.audio.Pcm;
import java.nio.file.Path;

/** Sound made by formula, and how far other sound is from it. */
final class Tones {
    private Tones() {}

    /** {@return the files service that all tests share; its libraries are unpacked once for the module} */
    static FfmpegAudioFiles files() {
        return new FfmpegAudioFiles(Path.of("target", "javacpp"), 120);
    }

    static Pcm sine(int sampleRate, double hertz, double amplitude, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / sampleRate));
        }
        return new Pcm(sampleRate, samples);
    }

    /** A tone that climbs from 100 Hz to a third of the rate: no two stretches of it are alike. */
    static Pcm chirp(int sampleRate, double seconds) {
        float[] samples = new float[(int) (sampleRate * seconds)];
        double slope = (sampleRate / 3.0 - 100) / seconds;
        for (int i = 0; i < samples.length; i++) {
            double t = i / (double) sampleRate;
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * (100 * t + slope * t * t / 2)));
        }
        return new Pcm(sampleRate, samples);
    }

    /** {@return power of {@code expected} over that of the difference, in dB, without {@code margin} samples at either end} */
    static double snr(float[] expected, float[] actual, int margin) {
        double signal = 0;
        double noise = 0;
        for (int i = margin; i < Math.min(expected.length, actual.length) - margin; i++) {
            double difference = expected[i] - actual[i];
            signal += expected[i] * expected[i];
            noise += difference * difference;
        }
        return 10 * Math.log10(signal / Math.max(noise, 1e-30));
    }

    /** {@return the root of the mean square, without {@code margin} samples at either end} */
    static double level(float[] samples, int margin) {
        double sum = 0;
        for (int i = margin; i < samples.length - margin; i++) {
            sum += samples[i] * samples[i];
        }
        return Math.sqrt(sum / (samples.length - 2 * margin));
    }
}
