package alan.api.stt;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.engine.Engine;
import org.osgi.annotation.versioning.ConsumerType;

/** An engine that writes down what was said. */
@ConsumerType
public interface SpeechToText extends Engine {
    /** The sample rate that engines want, in Hz. */
    int SAMPLE_RATE = 16_000;

    /**
     * Starts to transcribe one utterance. Work is done while the result is pulled, or ahead of it. Several may be open; an engine that can do only one at a time
     * does them in turn.
     *
     * @param utterance at {@link #SAMPLE_RATE}, with speech in it (voice activity is the caller's business)
     * @param language ISO 639-1; {@code null} to detect it
     * @return the transcription; the caller closes it, which cancels what is left
     * @throws AlanException when the engine cannot take it
     */
    Transcription transcribe(Pcm utterance, String language) throws AlanException;
}
