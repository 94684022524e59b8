package alan.api.listen;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.engine.Engine;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An engine that tells speakers apart: it makes a vector of an utterance, and utterances of one person point the same way, whatever was said and in
 * which language.
 *
 * <p>A turn needs none; it is for those who must know who speaks, as for the consent of whoever owns a voice. It says nothing of a voice being a living
 * one: a good imitation, a recording played back and a synthetic copy may be taken for the person.
 */
@ConsumerType
public interface SpeakerEncoder extends Engine {
    /** The sample rate that it wants, in Hz. */
    int SAMPLE_RATE = 16_000;

    /** How much speech {@link #embed} needs at the least, in seconds; three or more tell speakers apart far better. */
    double LEAST_SECONDS = 1;

    /**
     * Makes the vector of an utterance.
     *
     * @param utterance at {@link #SAMPLE_RATE}, of one speaker; pauses do not count as speech
     * @return a vector of length 1, with as many numbers as all others of this engine; compared by {@link #similarity}
     * @throws alan.api.stt.NothingHeardException when there are less than {@link #LEAST_SECONDS} of speech in it
     * @throws AlanException when the rate is another one, or when the engine fails
     */
    float[] embed(Pcm utterance) throws AlanException;

    /**
     * {@return the {@link #similarity} from which two utterances of a few seconds count as spoken by one person} Measured where as many pairs of one
     * speaker lie below it as pairs of two speakers lie at or above it (the equal error rate). Cheap, and allowed at any time, loaded or not.
     */
    double threshold();

    /**
     * {@return the cosine of the angle between two vectors: 1 for the same direction, about 0 for two voices that have nothing in common, -1 at the least}
     *
     * @param one vector of {@link #embed}, or a sum of several, of any length but 0
     * @param other another one of the same engine
     * @throws IllegalArgumentException when they are of different engines: not of as many numbers
     */
    static double similarity(float[] one, float[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException("vectors of " + one.length + " and " + other.length + " numbers cannot be compared");
        }
        double product = 0;
        double oneSquared = 0;
        double otherSquared = 0;
        for (int i = 0; i < one.length; i++) {
            product += (double) one[i] * other[i];
            oneSquared += (double) one[i] * one[i];
            otherSquared += (double) other[i] * other[i];
        }
        double lengths = Math.sqrt(oneSquared) * Math.sqrt(otherSquared);
        return lengths > 0 ? Math.max(-1, Math.min(1, product / lengths)) : 0;
    }
}
