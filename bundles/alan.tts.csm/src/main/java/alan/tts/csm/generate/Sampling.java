package alan.tts.csm.generate;

import java.util.Random;

/**
 * How codes are drawn. Randomness enters as Gumbel noise upon the likeliest codes, drawn here: the same seed gives the same codes on every backend
 * as far as their likelihoods agree.
 *
 * @param temperature divides the logits; larger is more varied
 * @param topK how many of the likeliest codes come into question
 * @param seed of the noise
 * @param greedy whether the likeliest is always taken; the others are of no account then
 * @see <a href="https://arxiv.org/abs/1611.01144">Jang, Gu, Poole: Categorical Reparameterization with Gumbel-Softmax</a>
 */
public record Sampling(double temperature, int topK, long seed, boolean greedy) {
    /** What the original repository takes. */
    public static final double TEMPERATURE = 0.9;
    /** What the original repository takes. */
    public static final int TOP_K = 50;

    /** Checks the numbers. */
    public Sampling {
        if (!(temperature > 0) || topK < 1) {
            throw new IllegalArgumentException("temperature " + temperature + ", top k " + topK);
        }
    }

    /** {@return always the likeliest code} */
    public static Sampling likeliest() {
        return new Sampling(1, 1, 0, true);
    }

    /** {@return the noise for one sentence, frame after frame} */
    public Noise noise() {
        return new Noise(this);
    }

    /** The noise for one sentence. Not for several threads. */
    public static final class Noise {
        private final Sampling sampling;
        private final Random random;

        private Noise(Sampling sampling) {
            this.sampling = sampling;
            this.random = new Random(sampling.seed);
        }

        /** {@return how many codes come into question} */
        public int width() {
            return sampling.greedy ? 1 : sampling.topK;
        }

        /**
         * Writes the noise for a frame: codebooks · columns numbers. Codes that do not come into question for this sentence, but for another one of
         * its batch, get one that rules them out.
         *
         * @param to written into
         * @param at the first of them
         * @param codebooks of the model
         * @param columns at least {@link #width}
         */
        public void frame(float[] to, int at, int codebooks, int columns) {
            for (int i = 0; i < codebooks * columns; i++) {
                to[at + i] = i % columns >= width() ? Float.NEGATIVE_INFINITY : sampling.greedy ? 0 : (float) -Math.log(-Math.log(positive()));
            }
        }

        /** {@return a number above 0 and below 1} */
        private double positive() {
            double number = random.nextDouble();
            return number > 0 ? number : Double.MIN_NORMAL;
        }
    }
}
