package alan.enrol.sound;

import alan.api.audio.Pcm;
import alan.api.listen.VoiceActivity.Speech;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording with what is known of it: where somebody speaks, how loud each hundredth of a second is, and how loud speech and noise are.
 *
 * <p>Levels are taken above 80 Hz: rumble below that disturbs nobody, and a high-pass takes it away if it does.
 */
public final class SpokenSound {
    /** Frames a second, of which a level is known. */
    public static final int FRAMES = 100;

    private static final double RUMBLE = 80;
    /** Where this much of the recording is pause, noise is measured there. */
    private static final int ENOUGH_PAUSE = FRAMES;
    /** Sounds of speech lie within so many dB of its loudest ones; what is softer is a gap between two of them. */
    private static final double RANGE = 30;

    private final Pcm original;
    private final Pcm listening;
    private final List<Speech> speech;
    private final double[] powers;
    private final boolean[] spoken;
    private final double noise;
    private final double level;

    /**
     * @param original as it was recorded
     * @param listening the same at 16 kHz
     * @param speech where somebody speaks in it, in samples at 16 kHz
     */
    public SpokenSound(Pcm original, Pcm listening, List<Speech> speech) {
        this.original = original;
        this.listening = listening;
        this.speech = List.copyOf(speech);
        this.powers = powers(listening);
        this.spoken = spoken(speech, powers.length, listening.sampleRate() / FRAMES);
        this.noise = noise(powers, spoken);
        this.level = level(powers, spoken, noise);
    }

    private static double[] powers(Pcm pcm) {
        float[] samples = HighPass.of(pcm.samples(), pcm.sampleRate(), RUMBLE);
        int hop = pcm.sampleRate() / FRAMES;
        double[] powers = new double[samples.length / hop];
        for (int i = 0; i < powers.length; i++) {
            double sum = 0;
            for (int k = i * hop; k < (i + 1) * hop; k++) {
                sum += (double) samples[k] * samples[k];
            }
            powers[i] = sum / hop;
        }
        return powers;
    }

    private static boolean[] spoken(List<Speech> speech, int frames, int hop) {
        boolean[] spoken = new boolean[frames];
        for (Speech each : speech) {
            for (int i = each.from() / hop; i < Math.min(frames, (each.to() + hop - 1) / hop); i++) {
                spoken[i] = true;
            }
        }
        return spoken;
    }

    /** The median of the pauses, which a click or a breath does not move; where there are hardly any, the softest moments of the speech itself. */
    private static double noise(double[] powers, boolean[] spoken) {
        double[] pauses = where(powers, spoken, false);
        return pauses.length >= ENOUGH_PAUSE ? Levels.quantile(pauses, 0.5) : Levels.quantile(powers, 0.05);
    }

    private static double level(double[] powers, boolean[] spoken, double noise) {
        double[] all = where(powers, spoken, true);
        double least = Math.max(Levels.quantile(all, 0.95) / Levels.power(RANGE), 2 * noise);
        double sum = 0;
        int count = 0;
        for (double power : all) {
            if (power >= least) {
                sum += power;
                count++;
            }
        }
        return count == 0 ? Levels.quantile(all, 0.95) : sum / count;
    }

    private static double[] where(double[] powers, boolean[] spoken, boolean which) {
        double[] found = new double[powers.length];
        int count = 0;
        for (int i = 0; i < powers.length; i++) {
            if (spoken[i] == which) {
                found[count++] = powers[i];
            }
        }
        return java.util.Arrays.copyOf(found, count);
    }

    /** {@return the recording as it came} */
    public Pcm original() {
        return original;
    }

    /** {@return the recording at 16 kHz} */
    public Pcm listening() {
        return listening;
    }

    /** {@return where somebody speaks, in samples of {@link #listening}} */
    public List<Speech> speech() {
        return speech;
    }

    /** {@return the same in samples of {@link #original}} */
    public List<Speech> speechOfOriginal() {
        double ratio = (double) original.sampleRate() / listening.sampleRate();
        List<Speech> scaled = new ArrayList<>();
        for (Speech each : speech) {
            scaled.add(new Speech((int) (each.from() * ratio), (int) Math.min(original.samples().length, each.to() * ratio)));
        }
        return scaled;
    }

    /** {@return seconds of speech} */
    public double seconds() {
        return speech.stream().mapToDouble(each -> each.to() - each.from()).sum() / listening.sampleRate();
    }

    /** {@return mean squares of hundredths of a second; not to be changed} */
    public double[] powers() {
        return powers;
    }

    /** {@return whether somebody speaks in each of them; not to be changed} */
    public boolean[] spoken() {
        return spoken;
    }

    /** {@return power of the noise} */
    public double noise() {
        return noise;
    }

    /** {@return power of the speech where it is voiced, gaps between sounds left out, noise included} */
    public double level() {
        return level;
    }

    /** {@return how far the speech is above the noise, in dB; 80 at the most, which is as far as 16 bits tell} */
    public double snr() {
        return snr(level, noise);
    }

    /**
     * {@return the same for a part of the recording}
     *
     * @param part in samples of {@link #listening}
     */
    public double snr(Speech part) {
        int hop = listening.sampleRate() / FRAMES;
        int from = Math.min(powers.length, part.from() / hop);
        int to = Math.min(powers.length, part.to() / hop);
        double[] own = java.util.Arrays.copyOfRange(powers, from, Math.max(from, to));
        boolean[] all = new boolean[own.length];
        java.util.Arrays.fill(all, true);
        return snr(level(own, all, noise), noise);
    }

    private static double snr(double level, double noise) {
        return Math.max(0, Math.min(80, Levels.decibels(level - noise) - Levels.decibels(noise)));
    }
}
