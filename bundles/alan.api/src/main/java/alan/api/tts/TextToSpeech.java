package alan.api.tts;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.engine.Engine;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** An engine that speaks. */
@ConsumerType
public interface TextToSpeech extends Engine {
    /** {@return the voices that it can speak with now, the default first} Cheap, and allowed at any time, loaded or not. */
    List<Voice> voices();

    /** {@return whether it speaks in the voices that it is shown, see {@link SpeechContext}} Cheap, and allowed at any time. */
    default boolean imitates() {
        return false;
    }

    /**
     * {@return how much it can be shown of a voice and a conversation; empty for one that does not imitate} Known while it is loaded.
     */
    default Optional<ContextWindow> window() {
        return Optional.empty();
    }

    /**
     * Starts to speak a sentence or a few. Several may be open; an engine that can do only one at a time does them in turn.
     *
     * @param request what to say and how
     * @return the sound; the caller closes it, which cancels what is left
     * @throws AlanException when there is no such voice, or none for that language
     */
    PcmStream speak(SpeechRequest request) throws AlanException;
}
