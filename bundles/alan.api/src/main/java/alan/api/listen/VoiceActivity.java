package alan.api.listen;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.engine.Engine;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** An engine that knows speech from everything else. */
@ConsumerType
public interface VoiceActivity extends Engine {
    /** The sample rate that it wants, in Hz. */
    int SAMPLE_RATE = 16_000;

    /**
     * Finds the speech in a recording.
     *
     * @param pcm at {@link #SAMPLE_RATE}
     * @return stretches of speech in order, without overlap, each with a little room around it; empty for silence or noise
     * @throws AlanException when the engine fails
     */
    List<Speech> find(Pcm pcm) throws AlanException;

    /**
     * Cuts what a microphone hears into utterances.
     *
     * @param microphone at {@link #SAMPLE_RATE}; closed with the result
     * @return utterances as they end; the caller closes it
     * @throws AlanException when the engine fails
     */
    Utterances listen(PcmStream microphone) throws AlanException;

    /**
     * {@return what follows one sound from its begin, for whoever wants to know at once that somebody has stopped}
     *
     * @throws AlanException when the engine is not loaded
     */
    Pauses pauses() throws AlanException;

    /**
     * A stretch of speech.
     *
     * @param from first sample
     * @param to the sample after the last
     */
    record Speech(int from, int to) {}

    /** Follows a sound as it comes. For one thread. */
    interface Pauses {
        /**
         * Hears what comes next.
         *
         * @param block at {@link VoiceActivity#SAMPLE_RATE}, of any length
         * @return how many samples of silence there have been since somebody spoke, as {@link VoiceActivity#find} would have it of all that was heard; 0 while somebody speaks, and before
         * @throws AlanException when the engine fails or was unloaded
         */
        int hear(float[] block) throws AlanException;
    }

    /** Utterances as they end. One thread pulls; any thread may close. */
    interface Utterances extends AutoCloseable {
        /**
         * Waits until somebody has spoken and stopped.
         *
         * @return the utterance, at {@link VoiceActivity#SAMPLE_RATE}; {@code null} when the microphone has ended or this was closed
         * @throws AlanException when the microphone or the engine fails
         */
        Pcm next() throws AlanException;

        @Override
        void close();
    }
}
