package alan.api.watermark;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Puts inaudible marks into sound, and finds them. A service; whoever gives synthetic sound away has it marked, or does not give it away. */
@ProviderType
public interface Watermark {
    /**
     * Starts to mark a sound.
     *
     * @param sampleRate of the sound, in Hz
     * @param mark what is to be found in it
     * @return for this one sound
     * @throws AlanException when sound of that rate cannot be marked
     */
    Marker marker(int sampleRate, Mark mark) throws AlanException;

    /**
     * Marks a whole stream.
     *
     * @param sound is closed with the result
     * @param mark what is to be found in it
     * @return the same sound, as long, marked
     * @throws AlanException as {@link #marker}
     */
    default PcmStream mark(PcmStream sound, Mark mark) throws AlanException {
        return new MarkedStream(sound, marker(sound.sampleRate(), mark));
    }

    /**
     * Looks for a mark. Sound of several marks, one after the other, has the strongest found.
     *
     * @param sound any rate, a second at least; more is surer
     * @return what was found; empty when there is none that is sure
     * @throws AlanException when it cannot be looked at
     */
    Optional<Detection> detect(Pcm sound) throws AlanException;

    /**
     * A mark that was found.
     *
     * @param mark what it says
     * @param confidence that it is one, 0 to 1; what is unsure is not reported
     */
    record Detection(Mark mark, double confidence) {}
}
