package alan.companion;

import alan.api.AlanException;
import alan.api.watermark.Marker;
import alan.api.watermark.Provenance;
import alan.api.watermark.Watermark;
import java.util.function.Supplier;

/** Has everything that is spoken marked as synthetic. What cannot be marked is not spoken. */
final class Marks {
    private final Supplier<Watermark> watermark;
    private final Supplier<Provenance> provenance;

    /** @param watermark marks; gives {@code null} while there is none @param provenance keeps the register; likewise */
    Marks(Supplier<Watermark> watermark, Supplier<Provenance> provenance) {
        this.watermark = watermark;
        this.provenance = provenance;
    }

    /**
     * Enters a sound in the register, and starts to mark it.
     *
     * @param source what makes it
     * @param work that it is part of; {@code null} for a sound of its own
     * @param sampleRate of the sound, in Hz
     * @throws AlanException when it cannot be marked
     */
    Marker begin(Provenance.Source source, String work, int sampleRate) throws AlanException {
        Watermark marks = watermark.get();
        Provenance register = provenance.get();
        if (marks == null || register == null) {
            throw new AlanException("What is spoken must be marked as synthetic, and the bundles alan.watermark and alan.identity, which do that, are not here: put"
                    + " them back.");
        }
        return marks.marker(sampleRate, register.enter(source, work));
    }
}
