package alan.api.phonemes;

import alan.api.AlanException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells how a text is pronounced, as espeak-ng does. A service.
 *
 * <p>espeak-ng keeps its state in global variables, so a process has one for all who need it, and they take turns.
 *
 * @see <a href="https://github.com/espeak-ng/espeak-ng">espeak-ng</a>
 */
@ProviderType
public interface Phonemizer {
    /**
     * Begins to use it. espeak-ng is started for the first use, and its memory is given back after the last.
     *
     * @return the use; the caller closes it
     * @throws AlanException when espeak-ng cannot be started; the sentence says what to do
     */
    PhonemeReader open() throws AlanException;
}
