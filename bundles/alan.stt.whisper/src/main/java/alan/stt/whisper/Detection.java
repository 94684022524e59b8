package alan.stt.whisper;

import java.util.Set;

/**
 * Which language was found.
 *
 * @param language Whisper's code
 * @param probability of it among those that were allowed, 0 to 1
 * @param noSpeech probability that nobody speaks, 0 to 1
 */
record Detection(String language, double probability, double noSpeech) {
    /**
     * {@return how many languages a multilingual model with that vocabulary knows: the large v3 models know one more} @param
     * vocabulary its size
     */
    static int languages(int vocabulary) {
        return Math.min(Languages.CODES.size(), vocabulary - 51_766);
    }

    /**
     * Chooses.
     *
     * @param probabilities by language id
     * @param known how many of them the model knows
     * @param allowed Whisper's codes to choose from; empty for all
     * @param logits by token, at the start of the transcript
     * @param noSpeechToken the token that says that nobody speaks
     * @return the likeliest
     */
    static Detection of(float[] probabilities, int known, Set<String> allowed, float[] logits, int noSpeechToken) {
        int best = -1;
        double sum = 0;
        for (int i = 0; i < Math.min(known, probabilities.length); i++) {
            if (allowed.isEmpty() || allowed.contains(Languages.CODES.get(i))) {
                sum += probabilities[i];
                if (best < 0 || probabilities[i] > probabilities[best]) {
                    best = i;
                }
            }
        }
        double share = sum > 0 ? probabilities[best] / sum : 0;
        return new Detection(Languages.CODES.get(best), share, softmax(logits, noSpeechToken));
    }

    /** {@return the probability of a token} @param logits by token @param index of the token */
    static double softmax(float[] logits, int index) {
        double max = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - max);
        }
        return Math.exp(logits[index] - max) / sum;
    }
}
