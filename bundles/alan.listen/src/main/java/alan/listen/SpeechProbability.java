package alan.listen;

import alan.api.AlanException;

/** Says of one window after the other how likely it is speech. */
@FunctionalInterface
interface SpeechProbability {
    /**
     * Takes the next window of {@link SileroModel#WINDOW} samples.
     *
     * @param samples the sound
     * @param from first sample of the window; what lies beyond the end counts as silence
     * @return the probability that somebody speaks in it, 0 to 1
     * @throws AlanException when the model fails or was unloaded
     */
    float of(float[] samples, int from) throws AlanException;
}
