package alan.tts.csm.speech;

import alan.tts.csm.generate.Sampling;
import alan.tts.csm.prompt.Segment;
import java.util.List;

/**
 * How a text is to be said.
 *
 * @param speaker number that stands before the text in the prompt
 * @param sampling of its first passage; each of the others has a seed of its own, made from this one's
 * @param mostSeconds that one passage may take, whatever its length
 * @param voice samples of the voice that it is said in; none for one that the model makes up
 * @param conversation what was said before, the oldest first; the oldest is left out where not all of it fits
 */
public record Delivery(int speaker, Sampling sampling, double mostSeconds, List<Segment> voice, List<Segment> conversation) {
    /** Copies the samples. */
    public Delivery {
        voice = List.copyOf(voice);
        conversation = List.copyOf(conversation);
    }

    /** A text before which nothing was said. */
    public Delivery(int speaker, Sampling sampling, double mostSeconds, List<Segment> voice) {
        this(speaker, sampling, mostSeconds, voice, List.of());
    }

    /** {@return the sampling of a passage} @param passage its index @param attempt 0 for the first */
    Sampling sampling(int passage, int attempt) {
        return new Sampling(sampling.temperature(), sampling.topK(), sampling.seed() + passage + ((long) attempt << Integer.SIZE), sampling.greedy());
    }
}
