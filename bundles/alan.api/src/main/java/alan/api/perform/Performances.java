package alan.api.perform;

import alan.api.AlanException;
import org.osgi.annotation.versioning.ProviderType;

/** Has scripts spoken by several voices. A service. */
@ProviderType
public interface Performances {
    /**
     * Reads a script.
     *
     * <p>A line is {@code [voice] text}. One without a voice continues the line before, and after an empty line begins a new one of the same voice. Lines that
     * begin with {@code #} are comments. What stands in parentheses or between asterisks is a stage direction and not spoken; {@code (pause)},
     * {@code (pause 2 s)} and the same in Spanish are silence.
     *
     * @param text of the script
     * @return its lines
     * @throws AlanException when nothing in it is to be spoken, or a line cannot be read; the sentence names it by its number
     */
    Script read(String text) throws AlanException;

    /**
     * Checks everything that can be checked before the first word: the script, its voices, their languages, where the files go.
     *
     * @param request what to make
     * @return the performance, not begun; the caller closes it
     * @throws AlanException when one of these is wrong; a line of the script is named by its number
     */
    Performance prepare(PerformanceRequest request) throws AlanException;
}
