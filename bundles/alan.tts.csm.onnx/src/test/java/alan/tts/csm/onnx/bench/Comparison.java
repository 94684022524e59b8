package alan.tts.csm.onnx.bench;

import alan.tts.csm.generate.Sampling;
import java.util.Arrays;

/** How far the likelihoods of one codebook's codes are from those they should be, over several frames. */
final class Comparison {
    private double squaredError;
    private double squared;
    private double divergence;
    private int sameFirst;
    private int sameDraw;
    private int frames;

    /**
     * Compares one frame.
     *
     * @param exact logits
     * @param rounded logits
     * @param noise upon each code
     */
    void add(float[] exact, float[] rounded, float[] noise) {
        double exactMean = mean(exact);
        double roundedMean = mean(rounded);
        for (int i = 0; i < exact.length; i++) {
            double right = exact[i] - exactMean;
            squared += right * right;
            squaredError += Math.pow(rounded[i] - roundedMean - right, 2);
        }
        double exactTotal = logTotal(exact);
        double roundedTotal = logTotal(rounded);
        for (int i = 0; i < exact.length; i++) {
            double right = exact[i] / Sampling.TEMPERATURE - exactTotal;
            divergence += Math.exp(right) * (right - rounded[i] / Sampling.TEMPERATURE + roundedTotal);
        }
        sameFirst += largest(exact) == largest(rounded) ? 1 : 0;
        sameDraw += draw(exact, noise) == draw(rounded, noise) ? 1 : 0;
        frames++;
    }

    /** {@return the likeliest code} @param logits of all */
    static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    /**
     * {@return one of the {@link Sampling#TOP_K} likeliest codes, at {@link Sampling#TEMPERATURE}} The noise belongs to codes, not to their ranks:
     * two that change places do not change what is drawn otherwise.
     *
     * @param logits of all codes
     * @param noise upon each of them
     */
    static int draw(float[] logits, float[] noise) {
        float[] sorted = logits.clone();
        Arrays.sort(sorted);
        float least = sorted[Math.max(0, sorted.length - Sampling.TOP_K)];
        int best = -1;
        double most = 0;
        for (int i = 0; i < logits.length; i++) {
            double shaken = logits[i] / Sampling.TEMPERATURE + noise[i];
            if (logits[i] >= least && (best < 0 || shaken > most)) {
                best = i;
                most = shaken;
            }
        }
        return best;
    }

    private static double mean(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    private static double logTotal(float[] logits) {
        double most = logits[largest(logits)] / Sampling.TEMPERATURE;
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit / Sampling.TEMPERATURE - most);
        }
        return most + Math.log(sum);
    }

    /** {@return size of the error by size of the logits, both about their mean, which changes no likelihood} */
    double error() {
        return Math.sqrt(squaredError / squared);
    }

    /** {@return share of frames whose likeliest code is the same} */
    double sameFirst() {
        return (double) sameFirst / frames;
    }

    /** {@return share of frames whose code is the same when the same noise draws it} */
    double sameDraw() {
        return (double) sameDraw / frames;
    }

    /** {@return Kullback-Leibler divergence of the rounded likelihoods, nats} */
    double divergence() {
        return Math.max(0, divergence / frames);
    }
}
