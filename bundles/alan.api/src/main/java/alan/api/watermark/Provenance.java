package alan.api.watermark;

import alan.api.AlanException;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The register of what this installation spoke: a local file, in which a mark's serial number is looked up. A service. */
@ProviderType
public interface Provenance {
    /**
     * Enters a sound that is about to be made.
     *
     * @param source what makes it
     * @param work id of a work that must come out the same each time, such as a performance's: its serial number is derived from it; {@code null} for a
     *     sound of its own, which gets the next number
     * @return the mark for it
     * @throws AlanException when it cannot be written down; then nothing may be spoken
     */
    Mark enter(Source source, String work) throws AlanException;

    /**
     * {@return what was entered under a mark; empty when it is another installation's, or not known here}
     *
     * @param mark as found
     * @throws AlanException when the register cannot be read
     */
    Optional<Source> find(Mark mark) throws AlanException;

    /**
     * Whose voice a sound is in.
     *
     * @param when it was made
     * @param voice name of the voice; {@code null} for an engine's default
     * @param engine that spoke: {@code csm/onnx}
     * @param occasion in what: {@code turn 12}, {@code say}, {@code performance 3f2a}
     */
    record Source(Instant when, String voice, String engine, String occasion) {}
}
