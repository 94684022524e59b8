package alan.watermark;

import alan.api.audio.Pcm;
import alan.api.watermark.Mark;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Looks for a mark in a few seconds of sound. Where the period began is not known, so every beginning is tried in steps of a fifth of a slot: what each
 * slot shows is summed symbol by symbol, and the most regular of these words are decoded. What is no mark shows something of every size; a mark shows every symbol about
 * equally clearly. For one thread.
 */
final class Detector {
    /** Steps to a slot: 5 ms each. */
    private static final int STEPS = 5;

    private static final int PERIOD = Layout.SLOTS * STEPS;

    /** How many words are decoded. */
    private static final int CANDIDATES = 64;

    /** A frame with this share of the energy of a loud one counts half. */
    private static final float QUIET = 0.02f;

    /** Which share of the frames is softer than a loud one. */
    private static final double LOUD = 0.9;

    /**
     * How well a word must agree with the mark that is read from it. The nearest mark to a word of noise, checked or not, agrees to 0.60 (median), 0.69 (one in
     * a hundred); and one in 16 million passes the check sum.
     */
    static final double LEAST = 0.64;

    /**
     * A mark that was found.
     *
     * @param mark what it says
     * @param agreement correlation of what each symbol showed with what the mark is made of, up to 1
     */
    record Found(Mark mark, double agreement) {}

    private final Layout layout;
    private final Code code = new Code();

    Detector(Layout layout) {
        this.layout = layout;
    }

    /** {@return the mark that is surest; {@code null} when there is none} @param sound a few seconds; of silence and less than a second nothing is read */
    Found detect(Pcm sound) {
        int frames = (int) (sound.seconds() / Layout.SLOT * STEPS) + 1;
        float[] weights = new float[frames];
        float[][] words = new float[PERIOD][Layout.SLOTS];
        sum(sound, weights, words);
        Found best = null;
        for (int beginning : mostRegular(words)) {
            Mark mark = code.decode(words[beginning]);
            double agreement = mark == null ? 0 : agreement(Code.encode(mark), words[beginning]);
            if (agreement >= LEAST && (best == null || agreement > best.agreement)) {
                best = new Found(mark, agreement);
            }
        }
        return best;
    }

    /** Adds what each frame shows to the words of all beginnings by which it is the middle of a slot. */
    private void sum(Pcm sound, float[] energies, float[][] words) {
        Frames spectra = new Frames(sound.sampleRate());
        double[] spectrum = new double[spectra.size()];
        float[] energy = new float[Layout.TILES];
        float[] white = new float[Layout.TILES];
        float[][] levels = new float[energies.length][];
        for (int frame = 0; frame < energies.length; frame++) {
            double centre = frame * Layout.SLOT / STEPS * sound.sampleRate();
            spectra.take(sound.samples(), sound.samples().length, Math.rint(centre), spectrum);
            energies[frame] = spectra.energies(spectrum, energy);
            if (energies[frame] > Levels.SILENCE) {
                levels[frame] = new float[Layout.TILES];
                Levels.measure(energy, energies[frame], levels[frame], null);
            }
        }
        float[] sorted = energies.clone();
        Arrays.sort(sorted);
        float loud = sorted[(int) (LOUD * (sorted.length - 1))];
        float[] none = new float[Layout.TILES];
        for (int frame = 0; frame < energies.length; frame++) {
            if (levels[frame] != null) {
                float[] before = frame < STEPS || levels[frame - STEPS] == null ? none : levels[frame - STEPS];
                Levels.whiten(levels[frame], before, white);
                add(white, energies[frame] / (energies[frame] + QUIET * loud), frame, words);
            }
        }
    }

    private void add(float[] white, float weight, int frame, float[][] words) {
        for (int slot = 0; slot < Layout.SLOTS; slot++) {
            int beginning = Math.floorMod(frame - slot * STEPS, PERIOD);
            words[beginning][layout.symbol(slot)] += weight * Levels.correlate(layout.signs(slot), white);
        }
    }

    private static int[] mostRegular(float[][] words) {
        double[] regularity = new double[PERIOD];
        for (int i = 0; i < PERIOD; i++) {
            double sum = 0;
            double square = 1e-20;
            for (float each : words[i]) {
                sum += Math.abs(each);
                square += each * each;
            }
            regularity[i] = sum / Math.sqrt(square);
        }
        return IntStream.range(0, PERIOD).boxed().sorted(Comparator.comparingDouble(i -> -regularity[i])).limit(CANDIDATES)
                .mapToInt(Integer::intValue).toArray();
    }

    private static double agreement(float[] symbols, float[] word) {
        double sum = 0;
        double square = 1e-20;
        for (int i = 0; i < word.length; i++) {
            sum += symbols[i] * word[i];
            square += word[i] * word[i];
        }
        return sum / Math.sqrt(square * word.length);
    }
}
