package alan.listen.wake;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.listen.WakeWord.Detection;
import alan.api.listen.WakeWord.Detector;
import alan.testing.OneModel;
import alan.testing.TestModels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The engine with the catalogue's model, and sounds for it. */
final class Ears {
    static final Set<String> ALL = Set.of("hey_jarvis", "alexa", "hey_mycroft", "hey_rhasspy");
    static final int RATE = 16_000;

    private Ears() {}

    /** {@return the engine as it is without a configuration, not loaded} */
    static OpenWakeWord engine() throws AlanException {
        return new OpenWakeWord(new OneModel(TestModels.fetch("openwakeword")), "openwakeword", 0.5f, 2_000);
    }

    /** {@return what is heard in a sound that comes in blocks of 80 ms} */
    static List<Detection> hear(OpenWakeWord engine, Set<String> names, Pcm sound) throws AlanException {
        return hear(engine, names, sound, Frames.FRAME);
    }

    /** {@return what is heard in a sound} @param block samples that come at once */
    static List<Detection> hear(OpenWakeWord engine, Set<String> names, Pcm sound, int block) throws AlanException {
        List<Detection> all = new ArrayList<>();
        try (Detector detector = engine.open(names)) {
            for (int at = 0; at < sound.samples().length; at += block) {
                all.addAll(detector.hear(Arrays.copyOfRange(sound.samples(), at, Math.min(at + block, sound.samples().length))));
            }
        }
        return all;
    }

    /** {@return sounds one after the other} */
    static Pcm joined(Pcm... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.samples().length).sum();
        float[] all = new float[length];
        int at = 0;
        for (Pcm part : parts) {
            System.arraycopy(part.samples(), 0, all, at, part.samples().length);
            at += part.samples().length;
        }
        return new Pcm(RATE, all);
    }

    /** {@return a room in which nobody speaks} @param seconds of it @param level of its noise, as a standard deviation */
    static Pcm room(double seconds, double level) {
        Random random = new Random(4_711);
        float[] samples = new float[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (level * random.nextGaussian());
        }
        return new Pcm(RATE, samples);
    }

    /** {@return a melody in chords with a beat, for as long as wanted} */
    static Pcm music(double seconds) {
        Random random = new Random(42);
        int[] scale = {0, 2, 4, 5, 7, 9, 11, 12};
        float[] samples = new float[(int) (seconds * RATE)];
        int beat = RATE * 2 / 5;
        for (int start = 0; start < samples.length; start += beat) {
            double root = 110 * Math.pow(2, scale[random.nextInt(8)] / 12.0);
            double[] notes = {root, root * Math.pow(2, 4 / 12.0), root * Math.pow(2, 7 / 12.0), 2 * root * Math.pow(2, scale[random.nextInt(8)] / 12.0)};
            for (int i = 0; i < beat && start + i < samples.length; i++) {
                double t = (double) i / RATE;
                double sum = 0;
                for (double note : notes) {
                    for (int k = 1; k <= 6; k++) {
                        sum += Math.sin(2 * Math.PI * note * k * t) / (k * notes.length);
                    }
                }
                double drum = 0.3 * random.nextGaussian() * Math.exp(-t * 60);
                samples[start + i] = (float) Math.max(-1, Math.min(1, 0.4 * sum * Math.exp(-t * 3) + drum));
            }
        }
        return new Pcm(RATE, samples);
    }

    /** {@return how loud a sound is on average, as an amplitude} */
    static double level(Pcm sound) {
        double power = 0;
        for (float sample : sound.samples()) {
            power += sample * sample;
        }
        return Math.sqrt(power / sound.samples().length);
    }

    /** {@return the sound with noise, turned down} @param level of the noise, as a standard deviation @param gain on both */
    static Pcm noisy(Pcm sound, double level, double gain) {
        Random random = new Random(sound.samples().length);
        float[] samples = new float[sound.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (gain * (sound.samples()[i] + level * random.nextGaussian()));
        }
        return new Pcm(RATE, samples);
    }
}
