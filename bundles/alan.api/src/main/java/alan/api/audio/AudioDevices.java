package alan.api.audio;

import alan.api.AlanException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Microphones and speakers. A service.
 *
 * <p>A device is named {@code default}, by a part of the name that {@link #inputs} or {@link #outputs} shows, {@code file:PATH} (a sound
 * file in the place of a microphone, or a recording in the place of a speaker), {@code pipe:COMMAND} (a program that records or plays raw sound of 16 bits,
 * little-endian, mono, at the rate that <code>{rate}</code> in the command stands for), or {@code null} (silence without end at the pace of time; sound that is
 * dropped at the pace of time).
 */
@ProviderType
public interface AudioDevices {
    /** {@return microphones of this machine, by name; empty where there is none} */
    List<String> inputs();

    /** {@return speakers of this machine, by name; empty where there is none} */
    List<String> outputs();

    /**
     * Opens a microphone.
     *
     * @param device see above; {@code null} for the configured one
     * @param sampleRate wanted, in Hz
     * @return what it hears from now on, without end (a file ends); the caller closes it
     * @throws AlanException when there is no such device, or it is in use
     */
    PcmStream microphone(String device, int sampleRate) throws AlanException;

    /**
     * Opens a speaker.
     *
     * @param device see above; {@code null} for the configured one
     * @param sampleRate of what will be written, in Hz
     * @return the sink; the caller finishes or closes it
     * @throws AlanException when there is no such device, or it is in use
     */
    AudioSink speaker(String device, int sampleRate) throws AlanException;
}
