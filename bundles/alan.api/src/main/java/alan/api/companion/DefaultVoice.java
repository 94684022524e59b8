package alan.api.companion;

import alan.api.AlanException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The voice that speaks where neither a question nor its persona names one, as long as it knows the language: an engine's voice, or one that is kept of a person. A service.
 */
@ProviderType
public interface DefaultVoice {
    /** {@return its name; {@code null} if the chosen engine takes its own} It need not be here any more. */
    String name();

    /**
     * Chooses another, and remembers it in {@code config/}. It speaks from the next text on.
     *
     * @param name a voice's; {@code null} for the chosen engine's own
     * @throws AlanException when it cannot be remembered; nothing has changed then
     */
    void use(String name) throws AlanException;
}
