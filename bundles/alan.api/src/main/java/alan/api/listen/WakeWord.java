package alan.api.listen;

import alan.api.AlanException;
import alan.api.engine.Engine;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An engine that hears whether a wake word is said: one of a few phrases, such as "Hey Jarvis", which begin a conversation. It is cheap enough to listen
 * all day, and understands nothing else.
 */
@ConsumerType
public interface WakeWord extends Engine {
    /** The sample rate that it wants, in Hz. */
    int SAMPLE_RATE = 16_000;

    /** {@return what it can listen for with what is configured and installed} Cheap, and allowed at any time, loaded or not. */
    List<Name> names();

    /** {@return the score from which a word counts as said, where nobody says another: above 0, 1 at most} Cheap, and allowed at any time. */
    double threshold();

    /**
     * Begins to listen to one stream of sound, with {@link #threshold}.
     *
     * @param names as {@link #open(Set, double)}
     * @return likewise
     * @throws AlanException likewise
     */
    default Detector open(Set<String> names) throws AlanException {
        return open(names, threshold());
    }

    /**
     * Begins to listen to one stream of sound.
     *
     * @param names what to listen for: ids of {@link #names}, one at least
     * @param threshold the score from which a word counts as said: above 0, 1 at most
     * @return what hears them; the caller closes it
     * @throws AlanException when one of the names is not known or its file is damaged, when the threshold is none, or when the engine is not loaded
     */
    Detector open(Set<String> names, double threshold) throws AlanException;

    /**
     * A phrase that can be listened for.
     *
     * @param id unique within the engine: {@code hey_jarvis}
     * @param phrase as it is said: {@code Hey Jarvis}
     * @param languages ISO 639-1 codes of those whose speech it was trained with; empty if not known
     */
    record Name(String id, String phrase, Set<String> languages) {}

    /**
     * A wake word that was said.
     *
     * @param name id of the {@link Name}
     * @param samples from the begin of the stream to where it was known, at {@link WakeWord#SAMPLE_RATE}. That is about the end of the phrase: some tens
     *     of milliseconds before it to some hundred after it
     * @param score how sure that is: from the threshold to 1. It is the score of that moment and not the highest, which may still follow
     */
    record Detection(String name, long samples, double score) {
        /** {@return the time from the begin of the stream to where it was known, in ms} */
        public long milliseconds() {
            return samples * 1000 / SAMPLE_RATE;
        }
    }

    /**
     * Listens to one stream of sound. One thread at a time may use it.
     *
     * <p>What it hears does not depend on the blocks in which the sound comes. A phrase that is said once is one detection: after it, that word is not
     * heard again until its score has fallen and a time has passed, which the engine's configuration sets.
     */
    interface Detector extends AutoCloseable {
        /**
         * Hears what follows.
         *
         * @param block samples at {@link WakeWord#SAMPLE_RATE}, mono, from -1 to 1; as many as there are. Sound of a higher rate is to be resampled by a
         *     filter: with mirror images of what was too high, words are missed
         * @return what is known to be said by now, in order; mostly nothing
         * @throws AlanException when the engine fails, or was unloaded meanwhile
         * @throws IllegalStateException when this was closed
         */
        List<Detection> hear(float[] block) throws AlanException;

        /** Ends listening. Does nothing the second time. */
        @Override
        void close();
    }
}
